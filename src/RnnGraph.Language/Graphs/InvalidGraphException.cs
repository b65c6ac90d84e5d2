namespace RnnGraph.Graphs;

/// <summary>A graph breaks a rule of its form. Definitions can't cause it: a pass, or a text written by hand, is at fault.</summary>
public sealed class InvalidGraphException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">The node and the rule it breaks.</param>
    public InvalidGraphException(string message)
        : base(message)
    {
    }
}
