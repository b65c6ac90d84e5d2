namespace VerifyTests;

/// <summary>How one verification names its files. The part of Verify's own settings that our tests use.</summary>
public sealed class VerifySettings
{
    private readonly List<Target> _appended = [];

    /// <summary>Makes default settings: names from the test's class and method, files beside the test's source.</summary>
    public VerifySettings()
    {
    }

    /// <summary>Copies settings.</summary>
    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null)
            return;
        _appended.AddRange(settings._appended);
        (Directory, TypeName, MethodName, FileName) = (settings.Directory, settings.TypeName, settings.MethodName, settings.FileName);
        (Parameters, ParametersText, ShowsDiff) = (settings.Parameters, settings.ParametersText, settings.ShowsDiff);
    }

    internal IReadOnlyList<Target> Appended => _appended;

    internal string? Directory { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal string? FileName { get; private set; }

    internal object?[]? Parameters { get; private set; }

    internal string? ParametersText { get; private set; }

    internal bool ShowsDiff { get; private set; } = true;

    /// <summary>The values of the test's parameters, from the first on: <c>_name=value</c> each.</summary>
    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    /// <summary>A text that stands for the parameters.</summary>
    public void UseTextForParameters(string parametersText) => ParametersText = parametersText;

    /// <summary>Another name for the method.</summary>
    public void UseMethodName(string name) => MethodName = name;

    /// <summary>Another name for the class.</summary>
    public void UseTypeName(string name) => TypeName = name;

    /// <summary>A file name in place of class, method and parameters.</summary>
    public void UseFileName(string fileName) => FileName = fileName;

    /// <summary>Another folder, relative to that of the test's source.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>Opens no diff tool on a mismatch.</summary>
    public void DisableDiff() => ShowsDiff = false;

    /// <summary>A further text to verify.</summary>
    public void AppendContentAsFile(string content, string extension = "txt", string? name = null) =>
        _appended.Add(new Target(extension, content, name));
}
