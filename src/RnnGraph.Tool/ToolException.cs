namespace RnnGraph.Tool;

/// <summary>What was asked for can't be done; the message names the argument, what was expected and what was given.</summary>
public sealed class ToolException : Exception
{
    /// <summary>Makes the error.</summary>
    public ToolException(string message)
        : base(message)
    {
    }
}
