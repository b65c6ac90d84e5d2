namespace RnnGraph.Files;

/// <summary>How parameters are found in a file.</summary>
public sealed record LoadOptions
{
    /// <summary>What stands in the file before every name, its dot included. Keys that start otherwise are of others and not looked at.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>From a parameter's name to its key in the file, behind the prefix; null: the name itself. For files whose keys are called otherwise.</summary>
    public Func<string, string>? KeyMap { get; init; }

    /// <summary>Whether every parameter must be there in its shape, and no other key under the prefix. If not, what fits is loaded and the rest reported.</summary>
    public bool Strict { get; init; } = true;

    internal string KeyOf(string name) => Prefix + (KeyMap is null ? name : KeyMap(name));
}
