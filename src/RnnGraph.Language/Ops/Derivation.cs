namespace RnnGraph.Ops;

/// <summary>What a derivative rule may build on: the forward values of one node and ∂L by it.</summary>
internal sealed class Derivation
{
    public Derivation(IReadOnlyList<Draft> operands, Draft result, Draft adjoint, IReadOnlyList<double> numbers, Size? offset = null)
    {
        Operands = operands;
        Result = result;
        Adjoint = adjoint;
        Numbers = numbers;
        Offset = offset;
    }

    /// <summary>The forward values of the operands. What a rule doesn't use is not kept for the backward pass.</summary>
    public IReadOnlyList<Draft> Operands { get; }

    /// <summary>The first operand.</summary>
    public Draft X => Operands[0];

    /// <summary>The forward value of the node itself.</summary>
    public Draft Result { get; }

    /// <summary>∂L by the node.</summary>
    public Draft Adjoint { get; }

    /// <summary>The node's numeric attributes.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>The node's offset, when its op takes one.</summary>
    public Size? Offset { get; }
}
