namespace RnnGraph.Checking;

/// <summary>A gradient check failed; the message is its report.</summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Makes the error.</summary>
    public GradientCheckException(string message)
        : base(message)
    {
    }
}
