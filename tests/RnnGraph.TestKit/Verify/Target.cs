namespace VerifyTests;

/// <summary>One part of a snapshot: a text, the extension of its file, and its name when there are several.</summary>
public readonly struct Target
{
    /// <summary>Makes a part.</summary>
    public Target(string extension, string data, string? name = null)
    {
        Extension = extension;
        StringData = data;
        Name = name;
    }

    /// <summary>The extension of the file, without a dot.</summary>
    public string Extension { get; }

    /// <summary>The text.</summary>
    public string StringData { get; }

    /// <summary>What follows <c>#</c> in the file's name.</summary>
    public string? Name { get; }
}
