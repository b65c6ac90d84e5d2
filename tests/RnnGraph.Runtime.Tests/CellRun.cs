using System.Numerics;

namespace RnnGraph.Tests;

/// <summary>A cell with random data, run forwards and backwards.</summary>
internal sealed class CellRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public CellRun(RecurrentCell<T> cell, int steps, int batch, bool ragged, int seed = 1)
    {
        Cell = cell;
        var random = new Random(seed);
        var (input, hidden) = (cell.Signature.Inputs[0].Features, cell.Signature.Outputs[0].Features);
        Lengths = [.. Enumerable.Range(0, batch).Select(_ => ragged ? random.Next(steps + 1) : steps)];
        X = Draw(random, steps * batch * input);
        Dy = Draw(random, steps * batch * hidden);
        Initial = cell.Signature.States.ToDictionary(state => state.Name, state => Draw(random, batch * state.Features));
        FinalGradient = cell.Signature.States.ToDictionary(state => state.Name, state => Draw(random, batch * state.Features));
        Data = new ReferenceData(steps, batch, input, hidden)
        {
            Parameters = cell.Parameters.ToDictionary(p => p.Name, p => Read(p.Name, cell.Parameters.Read, p.Size)),
            X = ToDouble(X),
            Lengths = Lengths,
            States = Initial.ToDictionary(pair => pair.Key, pair => ToDouble(pair.Value)),
            OutputGradient = ToDouble(Dy),
            StateGradients = FinalGradient.ToDictionary(pair => pair.Key, pair => ToDouble(pair.Value)),
        };
        Y = new T[Dy.Length];
        Dx = new T[X.Length];
        Gradients = cell.CreateGradients();
    }

    public RecurrentCell<T> Cell { get; }

    public int[] Lengths { get; }

    public T[] X { get; }

    public T[] Dy { get; }

    public Dictionary<string, T[]> Initial { get; }

    public Dictionary<string, T[]> FinalGradient { get; }

    public ReferenceData Data { get; }

    public T[] Y { get; }

    public T[] Dx { get; }

    public Dictionary<string, T[]> Final { get; } = [];

    public Dictionary<string, T[]> InitialGradient { get; } = [];

    public Gradients<T> Gradients { get; }

    /// <summary>Runs forwards into <see cref="Y"/> and <see cref="Final"/>.</summary>
    public CellRun<T> Forward(Workspace<T> workspace)
    {
        var state = Fill(Initial);
        Cell.Forward(workspace, X, Y, state, Lengths.All(length => length == Data.Steps) ? default : Lengths);
        Read(state, Final);
        return this;
    }

    /// <summary>Runs backwards into <see cref="Dx"/>, <see cref="InitialGradient"/> and <see cref="Gradients"/>.</summary>
    public CellRun<T> Backward(Workspace<T> workspace)
    {
        var state = Fill(FinalGradient);
        Cell.Backward(workspace, Dy, Dx, state, Gradients);
        Read(state, InitialGradient);
        return this;
    }

    /// <summary>Everything that came out, to compare bits.</summary>
    public T[] All() => [.. Y, .. Dx, .. Final.Values.SelectMany(v => v), .. InitialGradient.Values.SelectMany(v => v), .. Gradients.Values];

    public double[] Gradient(string name) => Read(name, Gradients.Read, Cell.Parameters[name].Size);

    public static double[] ToDouble(T[] values) => Array.ConvertAll(values, double.CreateTruncating);

    private static T[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating((2 * random.NextDouble()) - 1))];

    private static double[] Read(string name, Reader read, int size)
    {
        var values = new T[size];
        read(name, values);
        return ToDouble(values);
    }

    private CellState<T> Fill(Dictionary<string, T[]> values)
    {
        var state = Cell.CreateState(Data.Batch);
        foreach (var (name, array) in values)
            array.CopyTo(state[name]);
        return state;
    }

    private static void Read(CellState<T> state, Dictionary<string, T[]> values)
    {
        foreach (var (name, _) in state.Cell.Signature.States.Select(s => (s.Name, s.Features)))
            values[name] = state[name].ToArray();
    }

    private delegate void Reader(string name, Span<T> values);
}
