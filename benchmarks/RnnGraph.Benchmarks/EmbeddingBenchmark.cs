using System.Globalization;
using RnnGraph.Cells;
using RnnGraph.Jit;

namespace RnnGraph.Benchmarks;

/// <summary>
/// An LSTM over embedded tokens, once with the embedding folded into its input product, once with the embedding in memory (as an output asks for it): a training step, an evaluating run and a
/// streaming step, in turns. The medians of the ratios say what folding saves.
/// </summary>
internal static class EmbeddingBenchmark
{
    private const int Rounds = 15;

    public static void Run(LayerShape shape)
    {
        var (batch, steps, input, hidden) = shape;
        Print($"LSTM, {batch} rows of {steps} steps, embedding of {input}, hidden {hidden}, one thread, {System.Numerics.Vector<float>.Count} lanes; medians");
        Print($"vocabulary            in memory    folded  folded of in memory");
        foreach (var words in new[] { 32, 256, 2_048, 50_000 })
        {
            var (folded, inMemory) = (new Model(words, batch, steps, input, hidden, inMemory: false), new Model(words, batch, steps, input, hidden, inMemory: true));
            Compare($"{words,10}  training ", inMemory.Train, folded.Train, 1e3, "ms");
            Compare($"{words,10}  evaluation", inMemory.Evaluate, folded.Evaluate, 1e3, "ms");
            Compare($"{words,10}  streaming", inMemory.Stream, folded.Stream, 1e6 / Model.StreamedSteps, "us");
        }
    }

    private static void Compare(string what, Action inMemory, Action folded, double scale, string unit)
    {
        for (var warm = 0; warm < 5; warm++)
        {
            inMemory();
            folded();
        }

        double[] left = new double[Rounds], right = new double[Rounds], ratio = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            left[round] = Seconds(inMemory);
            right[round] = Seconds(folded);
            ratio[round] = right[round] / left[round];
        }

        Print($"{what,-22}{Statistics.Median(left) * scale,8:F2} {unit}{Statistics.Median(right) * scale,7:F2} {unit}  {Statistics.Median(ratio),8:P0}");
    }

    private static double Seconds(Action action)
    {
        var start = Clock.Now;
        action();
        return Clock.Now - start;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Model
    {
        public const int StreamedSteps = 200;

        private readonly RecurrentNetwork<float> _network;
        private readonly Workspace<float> _training;
        private readonly Workspace<float> _evaluation;
        private readonly Gradients<float> _gradients;
        private readonly CellState<float> _state;
        private readonly int[] _tokens;
        private readonly float[] _dy;
        private readonly float[] _y;
        private readonly float[] _embedded;
        private readonly bool _inMemory;

        public Model(int words, int batch, int steps, int input, int hidden, bool inMemory)
        {
            var net = new NetworkBuilder();
            var x = net.Embedding("embed", input, net.Tokens("words", words));
            net.Output("y", net.Scan("rnn", cell => Lstm.Define(cell, input, hidden), x).Output);
            if (inMemory)
                net.Output("embedded", x);
            _inMemory = inMemory;
            _network = RuntimeCompiler.Shared.CompileNetwork<float>(net.Build("Reader")).Create();
            _training = _network.CreateWorkspace(steps, batch);
            _evaluation = _network.CreateWorkspace(steps, batch, Mode.Evaluate);
            _gradients = _network.CreateGradients();
            _state = _network.CreateState(1);
            var random = new Random(1);
            _tokens = [.. Enumerable.Range(0, Math.Max(StreamedSteps, steps * batch)).Select(_ => random.Next(words))];
            (_dy, _y, _embedded) = (new float[steps * batch * hidden], new float[steps * batch * hidden], new float[StreamedSteps * input]);
            Array.Fill(_dy, 0.01f);
        }

        private ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, _training.Steps * _training.Batch);

        public void Train()
        {
            _network.Forward(_training, Tokens, _inMemory ? new Outputs<float>(_y).And([]) : _y);
            _network.Backward(_training, _inMemory ? new Inputs<float>(_dy).And([]) : _dy, Outputs<float>.None, null, _gradients);
        }

        public void Evaluate() => _network.Forward(_evaluation, Tokens, _inMemory ? new Outputs<float>(_y).And([]) : _y);

        public void Stream()
        {
            var y = _y.AsSpan(0, _y.Length / (_training.Steps * _training.Batch));
            for (var t = 0; t < StreamedSteps; t++)
                ((IStreaming<float>)_network).Step(_tokens.AsSpan(t, 1), _inMemory ? new Outputs<float>(y).And([]) : y, _state);
        }
    }
}
