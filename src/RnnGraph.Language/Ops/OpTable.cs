namespace RnnGraph.Ops;

/// <summary>Every op by its name in canonical text.</summary>
public static class OpTable
{
    /// <summary>All ops, in order of their names.</summary>
    public static IReadOnlyList<OpRow> All { get; } = new OpRow[]
    {
        StructureOps.Input, StructureOps.Vector, StructureOps.Tokens, StructureOps.Token, StructureOps.Given, StructureOps.Parameter, StructureOps.Constant,
        StartOps.Start, StartOps.StartTotal, StepOps.StepIndex, StepOps.Due,
        StructureOps.Scan, StructureOps.Carried, StructureOps.Read,
        StructureOps.Stack, StructureOps.Previous, StructureOps.Final, StructureOps.StepTotal,
        ElementwiseOps.Add, ElementwiseOps.Subtract, ElementwiseOps.Multiply, ElementwiseOps.Divide, ElementwiseOps.Negate,
        ElementwiseOps.Reciprocal, ElementwiseOps.Square, ElementwiseOps.Sqrt, ElementwiseOps.Rsqrt,
        ElementwiseOps.Sigmoid, ElementwiseOps.Tanh, ElementwiseOps.HardSigmoid, ElementwiseOps.Softsign,
        ElementwiseOps.Relu, ElementwiseOps.LeakyRelu, ElementwiseOps.Elu, ElementwiseOps.Abs,
        ElementwiseOps.Min, ElementwiseOps.Max, ElementwiseOps.Clip,
        ElementwiseOps.Exp, ElementwiseOps.Expm1, ElementwiseOps.Log, ElementwiseOps.Log1p, ElementwiseOps.Softplus, ElementwiseOps.LogSigmoid,
        ElementwiseOps.GreaterThan, ElementwiseOps.EqualTo, ElementwiseOps.Sign, ElementwiseOps.Select,
        ElementwiseOps.StopGradient, ElementwiseOps.ClipGradient,
        ProductOps.Dense, ProductOps.DenseTransposed,
        ReductionOps.Sum, ReductionOps.Mean, ReductionOps.Max,
        BroadcastOps.Expand, BroadcastOps.OneHot, BroadcastOps.ReciprocalSize,
        RearrangementOps.Concat, RearrangementOps.Slice, RearrangementOps.Pad,
        RearrangementOps.RepeatEach, RearrangementOps.Tile, RearrangementOps.SumEach, RearrangementOps.SumTiles,
        RowOps.Repeat, RowOps.Share,
        RandomOps.Bernoulli, RandomOps.BernoulliOnce, RandomOps.Normal, RandomOps.NormalOnce, RandomOps.WeightNoise,
        TotalOps.Total, TotalOps.OuterTotal,
    }.OrderBy(row => row.Name, StringComparer.Ordinal).ToArray();

    private static readonly Dictionary<string, OpRow> ByName = All.ToDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>The op called <paramref name="name"/>, or null.</summary>
    public static OpRow? Find(string name) => ByName.TryGetValue(name, out var row) ? row : null;
}
