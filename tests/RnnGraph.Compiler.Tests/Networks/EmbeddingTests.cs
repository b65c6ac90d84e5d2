using System.Numerics;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Differentiating;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>Embeddings are folded into the products that read them, where nothing else does, and give what unfolded ones would.</summary>
public class EmbeddingTests
{
    private const int Width = 5;
    private const int Hidden = 19;

    /// <summary>So many that a table of all of them, 4·19 products each, is no longer made: more than 4 MiB in either precision.</summary>
    private const int Many = 16_000;

    private static readonly Lazy<System.Reflection.Assembly> Emitted = new(() => EmittedAssembly.Compile(
        new[] { false, true }.SelectMany(isDouble => NetworkCompiler.Emit(
            GraphText.Print(Recording.Network(net => Define(net, net.DeclareSize("words")))), new CellTarget(isDouble ? "WideReader" : "Reader", "Emitted", isDouble: isDouble)))
            .Select(file => file.Source)));

    [Fact]
    public void What_only_products_read_is_folded()
    {
        Assert.Equal((1, 1), Folded((net, x) => Cell(net, "rnn", x)));

        // Both directions read it in one product.
        Assert.Equal((1, 1), Folded((net, x) => Concat(Cell(net, "up", x), net.ScanReversed("down", cell => LstmTorch.Define(cell, Width, Hidden), x).Output)));
        Assert.Equal((2, 2), Folded((net, x) => Concat(Cell(net, "rnn", x), Tanh(net.Dense("skip", 2, x)))));
    }

    [Fact]
    public void What_anything_else_reads_is_not()
    {
        Assert.Equal((0, 0), Folded((net, x) => Concat(Cell(net, "rnn", x), x)));
        Assert.Equal((0, 0), Folded((net, x) => Cell(net, "rnn", Tanh(x))));
        Assert.Equal((0, 0), Folded((net, x) => Cell(net, "rnn", x + net.Input("place", Width))));
        Assert.Equal((0, 0), Folded((net, x) => Cell(net, "rnn", net.Dropout("drop", x, 0.5f))));
        Assert.Equal((0, 0), Folded((net, x) =>
        {
            net.Output("embedded", x);
            return Cell(net, "rnn", x);
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(400)]
    public void Double_networks_give_what_their_graphs_mean(int words) => Check<double>("WideReader", words, tolerance: 1e-12);

    /// <summary>Sums of a few dozen products in single precision, each good to 6e-8.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(400)]
    public void Float_networks_give_what_their_graphs_mean(int words) => Check<float>("Reader", words, tolerance: 2e-5);

    [Fact]
    public void Gradients_have_the_same_bits_on_any_number_of_threads()
    {
        foreach (var words in new[] { 2, 40, Many })
        {
            var network = Make<float>("Reader", words);
            var one = Train(network, words, threads: 1, steps: 9, batch: 70, seed: 4);
            foreach (var threads in new[] { 2, 3, 5 })
                Assert.Equal(one, Train(network, words, threads, steps: 9, batch: 70, seed: 4));
        }
    }

    [Fact]
    public void A_workspace_takes_other_tokens_in_the_next_run()
    {
        var network = Make<float>("Reader", 40);
        var used = network.CreateWorkspace(4, 3);
        foreach (var seed in new[] { 1, 2, 3 })
            Assert.Equal(Train(network, 40, threads: 1, steps: 4, batch: 3, seed), Train(network, 40, used, seed));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(Many)]
    public void Evaluation_and_streaming_give_what_training_does(int words)
    {
        var network = Make<double>("WideReader", words);
        var (tokens, targets) = Tokens(words, steps: 70, batch: 3, seed: 2);
        for (var version = 0; version < 2; version++)
        {
            // What is looked up was computed from parameters, and is computed again when they change.
            network.Parameters.Update(values =>
            {
                for (var i = 0; i < values.Length; i++)
                    values[i] *= 1.25;
            });
            double[] trained = new double[70 * 3 * Hidden], evaluated = new double[trained.Length], streamed = new double[trained.Length];
            network.Forward(network.CreateWorkspace(70, 3), new Inputs<double>(tokens).AndTokens(targets), trained);
            network.Forward(network.CreateWorkspace(70, 3, Mode.Evaluate, threads: 2), new Inputs<double>(tokens).AndTokens(targets), evaluated);
            var state = network.CreateState(3);
            for (var t = 0; t < 70; t++)
                ((IStreaming<double>)network).Step(new Inputs<double>(tokens.AsSpan(t * 3, 3)).And([]), streamed.AsSpan(t * 3 * Hidden, 3 * Hidden), state);

            // The same sums, with and without further terms in between.
            Assert.All(trained.Zip(evaluated), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
            Assert.All(trained.Zip(streamed), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        }
    }

    private static (int Products, int Gradients) Folded(Func<NetworkBuilder, Node, Node> read)
    {
        var graph = Recording.Network(net => net.Output("y", read(net, net.Embedding("embed", Width, net.Tokens("words", 7)))));
        var schedule = Lowering.GraphLowering.Lower(Passes.Pipeline.Prepare(graph));
        return (schedule.AllSteps.OfType<ProductStep>().Count(step => step.Embedding is not null), schedule.AllSteps.OfType<WeightGradientStep>().Count(step => step.Embedding is not null));
    }

    private static Node Cell(NetworkBuilder net, string name, Node x) => net.Scan(name, cell => LstmTorch.Define(cell, Width, Hidden), x).Output;

    /// <summary>Two products read one embedding.</summary>
    private static void Define(NetworkBuilder net, Size words)
    {
        var x = net.Embedding("embed", Width, net.Tokens("word", words));
        var h = Cell(net, "rnn", x) * Expand(Sigmoid(Sum(net.Dense("gate", 3, x))), Hidden);
        net.Output("y", h);
        net.Loss("loss", net.SoftmaxCrossEntropy(net.Dense("out", words, h), net.Tokens("next", words)));
    }

    private static RecurrentNetwork<T> Make<T>(string name, int words)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = (RecurrentNetwork<T>)Activator.CreateInstance(Emitted.Value.GetType("Emitted." + name, throwOnError: true)!, words)!;
        network.Initialize(3);
        return network;
    }

    private static (int[] Tokens, int[] Targets) Tokens(int words, int steps, int batch, int seed)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, steps * batch).Select(_ => random.Next(words))], [.. Enumerable.Range(0, steps * batch).Select(_ => random.Next(words))]);
    }

    private static void Check<T>(string name, int words, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var graph = Recording.Network(net => Define(net, words));
        var adjoint = Differentiation.Differentiate(graph);
        foreach (var run in NetworkScheduleTests.Runs())
        {
            foreach (var batch in new[] { 3, 17 })
                new NetworkCheck<T>(Make<T>(name, words), adjoint, run.Arguments(batch).Fill(adjoint, seed: 5, range: 0.7), tolerance).Run($"{words} words {run} B{batch}");
        }
    }

    private static float[] Train(RecurrentNetwork<float> network, int words, int threads, int steps, int batch, int seed) =>
        Train(network, words, network.CreateWorkspace(steps, batch, Mode.Train, threads), seed);

    private static float[] Train(RecurrentNetwork<float> network, int words, Workspace<float> workspace, int seed)
    {
        var (tokens, targets) = Tokens(words, workspace.Steps, workspace.Batch, seed);
        var gradients = network.CreateGradients();
        network.Forward(workspace, new Inputs<float>(tokens).AndTokens(targets), Outputs<float>.None);
        network.Backward(workspace, gradients);
        return [(float)workspace.Loss, .. gradients.Values];
    }
}
