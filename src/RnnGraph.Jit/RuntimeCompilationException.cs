namespace RnnGraph.Jit;

/// <summary>The C# of a graph doesn't compile: a fault of RnnGraph, never of the graph. The message holds what the C# compiler says; please report it with the graph's text.</summary>
public sealed class RuntimeCompilationException : Exception
{
    /// <summary>Makes the error.</summary>
    public RuntimeCompilationException(string message)
        : base(message)
    {
    }
}
