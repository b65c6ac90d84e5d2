namespace RnnGraph.TestKit;

/// <summary>
/// Real data that is too large, or not ours, to be committed: the folder <c>shared/data</c> beside the checkout. It may be absent;
/// tests that need it carry <see cref="FactIfDataAttribute"/> or <see cref="TheoryIfDataAttribute"/>.
/// </summary>
public static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = Repository.Ancestors()
        .Select(folder => Path.Combine(folder, "shared", "data"))
        .FirstOrDefault(Directory.Exists);

    /// <summary>The path of a file in the folder, or null where the folder or the file is absent.</summary>
    public static string? Find(string file) =>
        Folder is { } folder && Path.Combine(folder, file) is var path && File.Exists(path) ? path : null;

    /// <summary>The path of a file in the folder.</summary>
    /// <exception cref="FileNotFoundException">The folder or the file is absent.</exception>
    public static string PathTo(string file) => Find(file) ?? throw new FileNotFoundException(Absence([file]), file);

    /// <summary>Why a test over these files can't run here, or null when it can.</summary>
    internal static string? Absence(IEnumerable<string> files)
    {
        var missing = files.Where(file => Find(file) is null).ToList();
        return missing.Count == 0 ? null : $"needs {string.Join(", ", missing)} in the folder shared/data beside the checkout";
    }
}
