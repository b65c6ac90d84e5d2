using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>The rows that give a graph its form: leaves, scans and their results. Their shapes and spaces are stated, not computed.</summary>
public static class StructureOps
{
    private sealed class Row(string name, OpKind kind, int arity, Space space, int numbers = 0, bool inBody = false, bool takesVocabulary = false) : OpRow(name, kind, arity)
    {
        public override bool BelongsToBody => inBody;

        public override bool TakesVocabulary => takesVocabulary;

        public override int NumberCount => numbers;

        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared) => declared;

        internal override Space SpaceOf(IReadOnlyList<Space> operands) => space;
    }

    /// <summary>A per-step value from the caller, space Step.</summary>
    public static OpRow Input { get; } = new Row("input", OpKind.Leaf, 0, Space.Step);

    /// <summary>A per-sequence value that is 0 unless the caller gives it (initial state, gradient of a final state), space Sequence.</summary>
    public static OpRow Given { get; } = new Row("given", OpKind.Leaf, 0, Space.Sequence);

    /// <summary>A vector of each sequence from the caller, space Sequence.</summary>
    public static OpRow Vector { get; } = new Row("vector", OpKind.Leaf, 0, Space.Sequence);

    /// <summary>At every step the index of a token from the caller, one feature, space Step; the node says of how many (<see cref="GraphNode.Vocabulary"/>).</summary>
    public static OpRow Tokens { get; } = new Row("tokens", OpKind.Leaf, 0, Space.Step, takesVocabulary: true);

    /// <summary>For each sequence the index of a token from the caller, one feature, space Sequence.</summary>
    public static OpRow Token { get; } = new Row("token", OpKind.Leaf, 0, Space.Sequence, takesVocabulary: true);

    /// <summary>A trained vector or matrix, space Parameter.</summary>
    public static OpRow Parameter { get; } = new Row("parameter", OpKind.Leaf, 0, Space.Parameter);

    /// <summary>The number Numbers[0] in every feature, space Parameter; as a node of a body, space Sequence.</summary>
    public static OpRow Constant { get; } = new Row("constant", OpKind.Leaf, 0, Space.Parameter, numbers: 1);

    /// <summary>A scan; its values are read through the results below.</summary>
    public static OpRow Scan { get; } = new Row("scan", OpKind.Structure, 0, Space.Step);

    /// <summary>In a body: the carried value before this step.</summary>
    public static OpRow Carried { get; } = new Row("carried", OpKind.Structure, 0, Space.Sequence, inBody: true);

    /// <summary>In a body: the value at this step of operand 0, an outer node in space Step.</summary>
    public static OpRow Read { get; } = new Row("read", OpKind.Structure, 1, Space.Sequence, inBody: true);

    /// <summary>Of scan operand 0: the body node Inner at every step, space Step; 0 beyond a sequence's length.</summary>
    public static OpRow Stack { get; } = new Row("stack", OpKind.Structure, 1, Space.Step);

    /// <summary>Of scan operand 0: the carried argument Inner as it was before every step, space Step; 0 beyond a sequence's length.</summary>
    public static OpRow Previous { get; } = new Row("previous", OpKind.Structure, 1, Space.Step);

    /// <summary>Of scan operand 0: the carried argument Inner after the last step, space Sequence.</summary>
    public static OpRow Final { get; } = new Row("final", OpKind.Structure, 1, Space.Sequence);

    /// <summary>Of scan operand 0: the sum over steps of body node Inner, which is in space Parameter and so a total over the rows of each step.</summary>
    public static OpRow StepTotal { get; } = new Row("step-total", OpKind.Structure, 1, Space.Parameter);
}
