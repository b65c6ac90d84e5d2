namespace RnnGraph.Compiler;

/// <summary>A definition is right but asks for more than the compiler gives; the message says what, how much, and what to write instead.</summary>
public sealed class CompilationBudgetException : Exception
{
    /// <summary>Makes the error.</summary>
    public CompilationBudgetException(string id, string message)
        : base(message) => Id = id;

    /// <summary>The diagnostic's id, <c>RNN5xxx</c>.</summary>
    public string Id { get; }
}
