using System.Numerics;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>One cell and one drawn sequence, to be run whole or in pieces.</summary>
internal sealed class Stream<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunData _data;
    private readonly T[][] _inputs;

    /// <summary>Makes a cell of <paramref name="hidden"/> units, by default of a panel and a part of one, and draws its data.</summary>
    public Stream(Definition definition, Func<Definition, int[], RecurrentCell<T>> make, int steps, int batch, int? hidden = null)
    {
        var sizes = definition.Sizes(hidden ?? Vector<T>.Count + 1);
        _data = new ReferenceCell(definition, sizes).Draw(steps, [.. Enumerable.Repeat(steps, batch)]);
        Cell = make(definition, sizes);
        CompiledRun.Write(Cell, _data);
        _inputs = [.. Cell.Signature.Inputs.Select(input => CompiledRun.Narrow<T>(_data.Inputs[input.Name]))];
    }

    /// <summary>The cell, its parameters set.</summary>
    public RecurrentCell<T> Cell { get; }

    /// <summary>All steps in one evaluation run.</summary>
    public RunResult Whole()
    {
        var state = CompiledRun.State(Cell, _data.Batch, _data.Initial);
        var y = Outputs(_data.Steps);
        Cell.Forward(Cell.CreateWorkspace(_data.Steps, _data.Batch, Mode.Evaluate), Arrays.In(_inputs), Arrays.Out(y), state);
        return Result([y], state);
    }

    /// <summary>
    /// All steps, one at a time where a piece is one step, else in blocks; with plain spans where the cell has one input and one output, unless <paramref name="general"/>.
    /// </summary>
    public RunResult InPieces(int[] pieces, bool general = false)
    {
        Cell.Prepare();
        var state = CompiledRun.State(Cell, _data.Batch, _data.Initial);
        List<T[][]> parts = [];
        var at = 0;
        foreach (var count in pieces)
        {
            parts.Add(Piece(state, at, count, general));
            at += count;
        }

        return Result(parts, state);
    }

    /// <summary>Some of the steps from a state that the caller keeps.</summary>
    public RunResult Run(CellState<T> state, int start, int count) => Result([Piece(state, start, count, general: false)], state);

    private T[][] Piece(CellState<T> state, int start, int count, bool general)
    {
        var y = Outputs(count);
        var x = _inputs.Zip(Cell.Signature.Inputs)
            .Select(pair => pair.First.AsSpan(start * _data.Batch * pair.Second.Features, count * _data.Batch * pair.Second.Features).ToArray())
            .ToArray();
        if (!general && x.Length == 1 && y.Length == 1)
            Plain(x[0], y[0], state, count);
        else if (count == 1)
            Cell.Step(Arrays.In(x), Arrays.Out(y), state);
        else
            Cell.Steps(Arrays.In(x), Arrays.Out(y), state);
        return y;
    }

    private void Plain(ReadOnlySpan<T> x, Span<T> y, CellState<T> state, int count)
    {
        if (count == 1)
            Cell.Step(x, y, state);
        else
            Cell.Steps(x, y, state);
    }

    private T[][] Outputs(int steps) => [.. Cell.Signature.Outputs.Select(output => new T[steps * _data.Batch * output.Features])];

    private RunResult Result(List<T[][]> parts, CellState<T> state) => new()
    {
        Outputs = Cell.Signature.Outputs.Select((output, index) => (output.Name, Values: parts.SelectMany(part => part[index]).ToArray()))
            .ToDictionary(output => output.Name, output => CompiledRun.Widen<T>(output.Values), StringComparer.Ordinal),
        Final = Cell.Signature.States.ToDictionary(s => s.Name, s => CompiledRun.Widen<T>(state[s.Name]), StringComparer.Ordinal),
    };
}
