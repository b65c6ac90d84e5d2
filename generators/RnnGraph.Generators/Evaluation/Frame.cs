using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Evaluation;

/// <summary>One call: its <c>this</c>, what its type parameters stand for, and its result.</summary>
internal sealed class Frame
{
    public Frame(object? self, TypeArguments types)
    {
        Self = self;
        Types = types;
    }

    public object? Self { get; }

    public TypeArguments Types { get; }

    public object? Result { get; set; }
}
