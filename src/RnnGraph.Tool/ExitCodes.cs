namespace RnnGraph.Tool;

/// <summary>What the command returns to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The command did its work, and the answer is no: files are stale, a gradient is wrong.</summary>
    public const int Failed = 1;

    /// <summary>The command was asked wrongly, or couldn't do its work.</summary>
    public const int AskedWrongly = 2;
}
