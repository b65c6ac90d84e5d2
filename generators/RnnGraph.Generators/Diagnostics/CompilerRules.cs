namespace RnnGraph.Generators.Diagnostics;

/// <summary>RNN5xxx, what the compiler refuses because it is too large, and RNN9999, our own faults.</summary>
internal static class CompilerRules
{
    public static Rule Fault { get; } = new(
        "RNN9999", "The generator failed",
        "The generator failed on '{0}' ({1}): this is a fault of RnnGraph and not of the definition; please report it, with the definition");

    /// <summary>The compiler words the message.</summary>
    public static Rule BodyTooLarge { get; } = new("RNN5001", "A body is too large", "{0}");

    /// <inheritdoc cref="BodyTooLarge"/>
    public static Rule DefinitionTooLarge { get; } = new("RNN5002", "A definition is too large", "{0}");

    public static IEnumerable<Rule> All => [BodyTooLarge, DefinitionTooLarge, Fault];
}
