using System.Numerics;
using RnnGraph.Jit;
using RnnGraph.Onnx.Operators;

namespace RnnGraph.Onnx.Recurrent;

/// <summary>
/// Runs a recurrent node in one precision: makes a cell for each direction when it first knows the sizes, gives it its weights when they are others than before, or may be, and runs it over the sequences.
/// </summary>
internal sealed class RecurrentRun<T>(NodeContext node, RecurrentKind kind, RecurrentAttributes attributes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private RecurrentWeights<T>? _weights;
    private RecurrentCell<T>[] _cells = [];

    public OnnxTensor?[] Run(OperatorInputs inputs)
    {
        var (x, weights) = (Typed(inputs[0], "X"), new RecurrentWeights<T>(Typed(inputs[1], "W"), Typed(inputs[2], "R"), Optional(inputs, 3, "B"), Optional(inputs, 7, "P")));
        var extents = RecurrentExtents.Of(node, kind, attributes, x, weights.W, weights.R);
        weights.Check(node, kind, extents);
        var lengths = Lengths(inputs, extents);
        var h = State(inputs, 5, "initial_h", extents);
        var c = kind == RecurrentKind.Lstm ? State(inputs, 6, "initial_c", extents) : null;
        var y = new T[Shapes.Count(extents.Outputs)];
        if (y.Length > 0)
        {
            if (weights != _weights || weights.MayChange)
                Prepare(weights, extents);
            for (var direction = 0; direction < extents.Directions; direction++)
                RunDirection(direction, extents, x.Array, lengths, y, h.Array, c?.Array);
        }

        return c is null ? [new OnnxTensor<T>(y, extents.Outputs), h] : [new OnnxTensor<T>(y, extents.Outputs), h, c];
    }

    private void Prepare(RecurrentWeights<T> weights, RecurrentExtents extents)
    {
        var definitions = Enumerable.Range(0, extents.Directions).Select(direction => attributes.Definition(direction, weights.P is not null).Record());
        _cells = [.. RuntimeCompiler.Shared.CompileAll<T>([.. definitions]).Select(cell => cell.Create(extents.Input, extents.Hidden))];
        for (var direction = 0; direction < _cells.Length; direction++)
            weights.Write(kind, direction, extents, _cells[direction].Parameters);
        _weights = weights;
    }

    /// <summary>One direction over all sequences, the states from <paramref name="h"/> and <paramref name="c"/>, which take the last ones. A reversed one reads each sequence from its own end.</summary>
    private void RunDirection(int direction, RecurrentExtents extents, T[] x, int[]? lengths, T[] y, T[] h, T[]? c)
    {
        var (cell, reversed) = (_cells[direction], attributes.IsReversed[direction]);
        var read = new T[extents.Steps * extents.Batch * extents.Input];
        var written = new T[extents.Steps * extents.Batch * extents.Hidden];
        var state = cell.CreateState(extents.Batch);
        foreach (var (place, step, row) in Rows(extents, lengths, reversed))
            x.AsSpan(extents.InputAt(step, row), extents.Input).CopyTo(read.AsSpan(place * extents.Input));
        for (var row = 0; row < extents.Batch; row++)
        {
            h.AsSpan(extents.StateAt(direction, row), extents.Hidden).CopyTo(state["h"][(row * extents.Hidden)..]);
            c?.AsSpan(extents.StateAt(direction, row), extents.Hidden).CopyTo(state["c"][(row * extents.Hidden)..]);
        }

        cell.Forward(cell.CreateWorkspace(extents.Steps, extents.Batch, Mode.Evaluate), read, written, state, lengths);
        foreach (var (place, step, row) in Rows(extents, lengths, reversed))
            written.AsSpan(place * extents.Hidden, extents.Hidden).CopyTo(y.AsSpan(extents.OutputAt(step, direction, row)));
        for (var row = 0; row < extents.Batch; row++)
        {
            state["h"].Slice(row * extents.Hidden, extents.Hidden).CopyTo(h.AsSpan(extents.StateAt(direction, row)));
            if (c is not null)
                state["c"].Slice(row * extents.Hidden, extents.Hidden).CopyTo(c.AsSpan(extents.StateAt(direction, row)));
        }
    }

    /// <summary>For each row of the kernel's run, [T, B], which step of which sequence it is; nothing for what lies beyond a length.</summary>
    private static IEnumerable<(int Place, int Step, int Row)> Rows(RecurrentExtents extents, int[]? lengths, bool reversed)
    {
        for (var row = 0; row < extents.Batch; row++)
        {
            var length = lengths?[row] ?? extents.Steps;
            for (var step = 0; step < length; step++)
                yield return ((step * extents.Batch) + row, reversed ? length - 1 - step : step, row);
        }
    }

    private int[]? Lengths(OperatorInputs inputs, RecurrentExtents extents)
    {
        if (inputs.Optional(4) is not { } given)
            return null;
        extents.Require(node, "sequence_lens", given, extents.Batch);
        if (given is not OnnxTensor<int> { Array: var lengths })
            throw node.Fault($"sequence_lens is {given.ElementType}; expected Int32");
        return lengths.All(length => length >= 0 && length <= extents.Steps) ? lengths : throw node.Fault($"sequence_lens {Shapes.Text(lengths)} must be from 0 to {extents.Steps}");
    }

    /// <summary>A copy of the initial state, or zeros: the run leaves the final state in it.</summary>
    private OnnxTensor<T> State(OperatorInputs inputs, int index, string name, RecurrentExtents extents)
    {
        if (Optional(inputs, index, name) is not { } given)
            return new(new T[Shapes.Count(extents.States)], extents.States);
        extents.Require(node, name, given, extents.States);
        return new([.. given.Array], extents.States);
    }

    private OnnxTensor<T>? Optional(OperatorInputs inputs, int index, string name) => inputs.Optional(index) is { } given ? Typed(given, name) : null;

    private OnnxTensor<T> Typed(OnnxTensor given, string name) => given as OnnxTensor<T> ?? throw node.Fault($"{name} is {given.ElementType}; expected the type of X");
}
