namespace RnnGraph.Compiler;

/// <summary>One emitted source file.</summary>
public sealed class EmittedFile
{
    /// <summary>Makes a file.</summary>
    public EmittedFile(string suffix, string source)
    {
        Suffix = suffix;
        Source = source;
    }

    /// <summary>What comes between the class's name and <c>.g.cs</c>: empty for the header, else <c>.Bodies</c>, <c>.Schedule</c>, <c>.Graph</c> or <c>.Summary</c>.</summary>
    public string Suffix { get; }

    /// <summary>The text, with LF line ends.</summary>
    public string Source { get; }
}
