using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>How each op that computes is written: over operators that ONNX Runtime has in float and in double.</summary>
internal static partial class OpForms
{
    private static readonly Dictionary<OpRow, Func<OpSite, Value>> Table = new()
    {
        [ElementwiseOps.Add] = Each("Add"),
        [ElementwiseOps.Subtract] = Each("Sub"),
        [ElementwiseOps.Multiply] = Each("Mul"),
        [ElementwiseOps.Divide] = Each("Div"),
        [ElementwiseOps.Negate] = Each("Neg"),
        [ElementwiseOps.Reciprocal] = Each("Reciprocal"),
        [ElementwiseOps.Square] = Each((at, x) => at.Last("Mul", [x[0], x[0]])),
        [ElementwiseOps.Sqrt] = Each("Sqrt"),
        [ElementwiseOps.Rsqrt] = Each((at, x) => at.Last("Reciprocal", [at.Part("Sqrt", [x[0]])])),
        [ElementwiseOps.Sigmoid] = Each("Sigmoid"),
        [ElementwiseOps.Tanh] = Each("Tanh"),
        [ElementwiseOps.HardSigmoid] = Each((at, x) => at.Last("Clip", [at.Part("Add", [at.Part("Mul", [x[0], at.Number(0)]), at.Number(1)]), at.Draft.Number(0), at.Draft.Number(1)])),
        [ElementwiseOps.Softsign] = Each((at, x) => Softsign(at, x[0])),
        [ElementwiseOps.Relu] = Each("Relu"),
        [ElementwiseOps.LeakyRelu] = Each((at, x) => at.Last("Where", [Positive(at, x[0]), x[0], at.Part("Mul", [x[0], at.Number(0)])])),
        [ElementwiseOps.Elu] = Each((at, x) => at.Last("Where", [Positive(at, x[0]), x[0], at.Part("Mul", [Expm1(at, x[0], at.Part), at.Number(0)])])),
        [ElementwiseOps.Abs] = Each("Abs"),
        [ElementwiseOps.Min] = Each("Min"),
        [ElementwiseOps.Max] = Each("Max"),
        [ElementwiseOps.Clip] = Each((at, x) => at.Last("Clip", [x[0], at.Number(0), at.Number(1)])),
        [ElementwiseOps.Exp] = Each("Exp"),
        [ElementwiseOps.Expm1] = Each((at, x) => Expm1(at, x[0], at.Last)),
        [ElementwiseOps.Log] = Each("Log"),
        [ElementwiseOps.Log1p] = Each((at, x) => Log1p(at, x[0])),
        [ElementwiseOps.Softplus] = Each((at, x) => Softplus(at, x[0], at.Last)),
        [ElementwiseOps.LogSigmoid] = Each((at, x) => at.Last("Neg", [Softplus(at, at.Part("Neg", [x[0]]), at.Part)])),
        [ElementwiseOps.GreaterThan] = Each((at, x) => at.Last("Cast", [at.Part("Greater", [x[0], x[1]])], ("to", (long)at.Draft.Type))),
        [ElementwiseOps.EqualTo] = Each((at, x) => at.Last("Cast", [at.Part("Equal", [x[0], x[1]])], ("to", (long)at.Draft.Type))),
        [ElementwiseOps.Sign] = Each("Sign"),
        [ElementwiseOps.Select] = Each((at, x) => at.Last("Where", [at.Part("Equal", [x[0], at.Draft.Number(0)]), x[2], x[1]])),
        [ProductOps.Dense] = at => Product(at, at.Values.Transposed(at.Node.Operands[0])),
        [ProductOps.DenseTransposed] = at => Product(at, at[0].Name),
        [ReductionOps.Sum] = at => new(at.Last("ReduceSum", [at[0].Name, at.Draft.Integers(-1)]), at[0].Rows),
        [ReductionOps.Mean] = at => new(at.Last("ReduceMean", [at[0].Name], ("axes", (long[])[-1])), at[0].Rows),
        [ReductionOps.Max] = at => new(at.Last("ReduceMax", [at[0].Name], ("axes", (long[])[-1])), at[0].Rows),
        [BroadcastOps.Expand] = at => new(at.Last("Expand", [at[0].Name, at.Draft.Integers(at.Features)]), at[0].Rows),
        [BroadcastOps.OneHot] = OneHot,
        [BroadcastOps.ReciprocalSize] = at => new(at.Draft.Numbers(1.0 / at.Features, at.Features), Rows.One),
        [RearrangementOps.Concat] = Concat,
        [RearrangementOps.Slice] = Slice,
        [RearrangementOps.Pad] = Pad,
        [RearrangementOps.RepeatEach] = RepeatEach,
        [RearrangementOps.Tile] = Tile,
        [RearrangementOps.SumEach] = at => SumPieces(at, [at.Features, at.FeaturesOf(0) / at.Features], -1),
        [RearrangementOps.SumTiles] = at => SumPieces(at, [at.FeaturesOf(0) / at.Features, at.Features], -2),
        [RowOps.Repeat] = at => at[0],
    };

    /// <summary>The ops of this table.</summary>
    public static IEnumerable<OpRow> Ops => Table.Keys;

    /// <summary>Why an op can't be written; null if it can.</summary>
    public static string? Refusal(OpRow op) =>
        Table.ContainsKey(op) || op is RandomRow || op == RandomOps.WeightNoise || op == ElementwiseOps.StopGradient || op == ElementwiseOps.ClipGradient ? null
        : op is StepRow || op == StartOps.Start || op.Kind is OpKind.Leaf || (op.Kind is OpKind.Structure && op != StructureOps.StepTotal) ? null
        : "it stands in gradients only, which are not written";

    /// <summary>Writes a node.</summary>
    public static Value Write(OpSite site) => Table[site.Node.Op](site);

    private delegate string Writes(string op, IReadOnlyList<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes);

    private static Func<OpSite, Value> Each(string op) => Each((at, x) => at.Last(op, x));

    // What is the same number in every feature is written once, where another operand has the features.
    private static Func<OpSite, Value> Each(Func<OpSite, IReadOnlyList<string>, string> write) => at =>
    {
        var numbers = at.Node.Operands.Select(Evaluation.Number).ToArray();
        var rows = Rows.One;
        var names = new string[numbers.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var value = numbers[i] is { } number && numbers.Any(other => other is null) ? new Value(at.Draft.Number(number), Rows.One) : at[i];
            (names[i], rows) = (value.Name, (Rows)Math.Max((int)rows, (int)value.Rows));
        }

        return new(write(at, names), rows);
    };

    private static string Positive(OpSite at, string x) => at.Part("Greater", [x, at.Draft.Number(0)]);

    // x/(1 + |x|), which beyond 2⁶⁰ is ±1 to the last bit, and of an infinity ∞/∞
    private static string Softsign(OpSite at, string x)
    {
        var size = at.Part("Abs", [x]);
        return at.Last("Where", [at.Part("Greater", [size, at.Draft.Number(1L << 60)]), at.Part("Sign", [x]), at.Part("Div", [x, at.Part("Add", [size, at.Draft.Number(1)])])]);
    }

    // eˣ − 1 = 2t/(1 − t) with t = tanh(x/2): exact near 0, where eˣ − 1 cancels
    private static string Expm1(OpSite at, string x, Writes last)
    {
        var t = at.Part("Tanh", [at.Part("Mul", [x, at.Draft.Number(0.5)])]);
        var small = at.Part("Div", [at.Part("Mul", [t, at.Draft.Number(2)]), at.Part("Sub", [at.Draft.Number(1), t])]);
        var large = at.Part("Sub", [at.Part("Exp", [x]), at.Draft.Number(1)]);
        return last("Where", [at.Part("Less", [at.Part("Abs", [x]), at.Draft.Number(1)]), small, large]);
    }

    // beyond 1 nothing cancels, and x/(u − 1) may be ∞/∞
    private static string Log1p(OpSite at, string x)
    {
        var u = at.Part("Add", [x, at.Draft.Number(1)]);
        return at.Last("Where", [at.Part("Greater", [at.Part("Abs", [x]), at.Draft.Number(1)]), at.Part("Log", [u]), SmallLog1p(at, x, u, at.Part)]);
    }

    // ln(1 + x) = ln(u)·x/(u − 1) with u = 1 + x as it was rounded (Kahan); x where u is 1
    private static string SmallLog1p(OpSite at, string x, string u, Writes last)
    {
        var one = at.Draft.Number(1);
        var corrected = at.Part("Div", [at.Part("Mul", [at.Part("Log", [u]), x]), at.Part("Sub", [u, one])]);
        return last("Where", [at.Part("Equal", [u, one]), x, corrected]);
    }

    // max(x, 0) + ln(1 + e^−|x|)
    private static string Softplus(OpSite at, string x, Writes last)
    {
        var e = at.Part("Exp", [at.Part("Neg", [at.Part("Abs", [x])])]);
        return last("Add", [at.Part("Relu", [x]), SmallLog1p(at, e, at.Part("Add", [e, at.Draft.Number(1)]), at.Part)]);
    }

    // A product with a one-hot vector takes a column of the matrix.
    private static Value Product(OpSite at, string right)
    {
        if (at.Node.Op == ProductOps.Dense && at.Values.OneHotIndexOf(at.Node.Operands[1]) is { } index)
            return new(at.Last("Gather", [right, index.Name], ("axis", 0L)), index.Rows);
        return new(at.Last("MatMul", [at[1].Name, right]), at[1].Rows);
    }

    private static Value OneHot(OpSite at) =>
        new(at.Last("Cast", [at.Part("Equal", [at[0].Name, at.Draft.Indices(at.Features)])], ("to", (long)at.Draft.Type)), at[0].Rows);
}
