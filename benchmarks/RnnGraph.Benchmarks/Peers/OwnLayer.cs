using RnnGraph.Cells;

namespace RnnGraph.Benchmarks.Peers;

/// <summary>The layers of this library.</summary>
internal sealed class OwnLayer : IPeer
{
    private const int WarmUps = 3;

    private Action? _run;

    public string Name => "RnnGraph";

    public string Version => string.Create(System.Globalization.CultureInfo.InvariantCulture, $".NET {Environment.Version}, {System.Numerics.Vector<float>.Count} lanes");

    public string? Prepare(LayerCase layer)
    {
        _run = Make(layer);
        for (var i = 0; i < WarmUps; i++)
            _run();
        return null;
    }

    public double Run(int times)
    {
        var start = Clock.Now;
        for (var i = 0; i < times; i++)
            _run!();
        return Clock.Now - start;
    }

    public void Dispose()
    {
    }

    private static Action Make(LayerCase layer)
    {
        var (batch, steps, input, hidden) = layer.Shape;
        RecurrentCell<float> cell = layer.Cell switch
        {
            "lstm" => new Lstm(input, hidden),
            "gru" => new GruTorch(input, hidden),
            "peephole" => new PeepholeLstm(input, hidden),
            _ => new CoupledLstm(input, hidden),
        };
        cell.Initialize(1);
        var random = new Random(1);
        float[] Draw(int features) => [.. Enumerable.Range(0, steps * batch * features).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(input), dy = Draw(hidden), y = new float[dy.Length], dx = new float[x.Length];
        var workspace = cell.CreateWorkspace(steps, batch, layer.IsTraining ? Mode.Train : Mode.Evaluate, layer.Threads);
        if (!layer.IsTraining)
            return () => cell.Forward(workspace, x, y);
        var gradients = cell.CreateGradients();
        return () =>
        {
            // A new parameter version each time, as in training: backward copies are made anew.
            cell.Parameters.Update(static _ => { });
            cell.Forward(workspace, x, y);
            gradients.Clear();
            cell.Backward(workspace, dy, dx, null, gradients);
        };
    }
}
