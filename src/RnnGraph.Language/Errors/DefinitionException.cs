namespace RnnGraph;

/// <summary>A definition says something that no cell can do. The generator turns it into the diagnostic of the same id at the expression that caused it.</summary>
public sealed class DefinitionException : Exception
{
    /// <summary>Makes an error of a definition.</summary>
    /// <param name="diagnosticId">One of <see cref="DiagnosticIds"/>.</param>
    /// <param name="message">What is wrong, and what to write instead.</param>
    /// <param name="origin">The node whose declaration is at fault, when that is not the call that throws.</param>
    public DefinitionException(string diagnosticId, string message, Node? origin = null)
        : base(message)
    {
        DiagnosticId = diagnosticId;
        Origin = origin;
    }

    /// <summary>The id, one of <see cref="DiagnosticIds"/>.</summary>
    public string DiagnosticId { get; }

    /// <summary>The very handle that the call at fault returned, for errors that show only when the definition is complete; otherwise null.</summary>
    public Node? Origin { get; }
}
