namespace RnnGraph.Onnx.Export;

/// <summary>Rearrangements: of the last axis, whatever stands before it.</summary>
internal static partial class OpForms
{
    // An axis that is copied, in a shape for Reshape.
    private const long Copied = 0;

    // All pieces must have the same axes before their features.
    private static Value Concat(OpSite at)
    {
        var widest = at.Node.Operands.Select(at.Values.Of).MaxBy(value => value.Rows);
        return new(at.Last("Concat", [.. at.Node.Operands.Select(operand => at.Values.Widen(at.Values.Of(operand), widest.Rows, at.Node.Axis).Name)], ("axis", -1L)), widest.Rows);
    }

    private static Value Slice(OpSite at)
    {
        var offset = at.Node.Offset?.Evaluate() ?? 0;
        return new(at.Last("Slice", [at[0].Name, at.Draft.Integers(offset), at.Draft.Integers(offset + at.Features), at.Draft.Integers(-1)]), at[0].Rows);
    }

    private static Value Pad(OpSite at)
    {
        var (axes, offset) = ((int)at[0].Rows, at.Node.Offset?.Evaluate() ?? 0);
        var pads = new long[2 * (axes + 1)];
        (pads[axes], pads[^1]) = (offset, at.Features - offset - at.FeaturesOf(0));
        return new(at.Last("Pad", [at[0].Name, at.Draft.Integers(pads), at.Draft.Number(0)]), at[0].Rows);
    }

    private static Value Tile(OpSite at) => new(at.Last("Tile", [at[0].Name, at.Draft.Integers([.. Enumerable.Repeat(1L, (int)at[0].Rows), at.Features / at.FeaturesOf(0)])]), at[0].Rows);

    // [n] → [n, 1] → [n, times] → [n·times]
    private static Value RepeatEach(OpSite at)
    {
        var times = at.Features / at.FeaturesOf(0);
        var spread = at.Part("Expand", [at.Part("Unsqueeze", [at[0].Name, at.Draft.Integers(-1)]), at.Draft.Integers(times)]);
        return new(at.Last("Reshape", [spread, Shape(at, [at.Features])]), at[0].Rows);
    }

    private static Value SumPieces(OpSite at, long[] pieces, long axis)
    {
        var cut = at.Part("Reshape", [at[0].Name, Shape(at, pieces)]);
        return new(at.Last("ReduceSum", [cut, at.Draft.Integers(axis)], ("keepdims", 0L)), at[0].Rows);
    }

    private static string Shape(OpSite at, long[] features) => at.Draft.Integers([.. Enumerable.Repeat(Copied, (int)at[0].Rows), .. features]);
}
