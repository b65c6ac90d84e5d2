using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Networks;

public class NetworkInterpreterTests
{
    [Fact]
    public void A_loss_is_the_mean_over_the_steps_within_the_lengths()
    {
        var graph = Recording.Network(net => net.Loss("loss", net.SquaredError(net.Input("x", 2), net.Input("target", 2))));
        var arguments = new GraphArguments(3, 2, [1, 2]);
        arguments.Inputs["x"] = [1, 0, 2, 0, 9, 9, 3, 0, 9, 9, 9, 9];
        arguments.Inputs["target"] = [0, 0, 0, 1, 7, 7, 0, 0, double.NaN, 7, 7, 7];

        var results = Interpreter.Run(graph, arguments);

        Assert.Equal((1.0 + 5 + 9) / 3, results.Loss, 1e-15);
        Assert.Equal([1, 5, 0, 9, 0, 0], results[ResultKind.Loss, "loss"]);
    }

    [Fact]
    public void A_sequence_without_steps_has_no_weight_in_a_loss_of_sequences()
    {
        var graph = Recording.Network(net => net.Loss("loss", Sum(Square(net.SumOverTime(net.Input("x", 1)) - net.Vector("target", 1)))));
        var arguments = new GraphArguments(2, 3, [2, 0, 1]);
        arguments.Inputs["x"] = [1, 5, 4, 2, 5, 5];
        arguments.Inputs["target"] = [1, 100, 1];

        Assert.Equal((4.0 + 9) / 2, Interpreter.Run(graph, arguments).Loss, 1e-15);
        Assert.Equal(0, Interpreter.Run(graph, Lengthless(arguments)).Loss);
    }

    [Fact]
    public void A_loss_without_time_counts_every_row()
    {
        var graph = Recording.Network(net => net.Loss("loss", net.SquaredError(net.Vector("x", 1), net.Vector("target", 1))));
        var arguments = new GraphArguments(0, 2);
        arguments.Inputs["x"] = [1, 2];
        arguments.Inputs["target"] = [0, 0];

        Assert.Equal(2.5, Interpreter.Run(graph, arguments).Loss);
    }

    [Fact]
    public void Pooling_takes_the_steps_within_the_lengths()
    {
        var graph = Recording.Network(net =>
        {
            var x = net.Input("x", 1);
            net.Output("last", net.Last(x));
            net.Output("sum", net.SumOverTime(x));
            net.Output("mean", net.MeanOverTime(x));
            net.Output("largest", net.MaxOverTime(x));
        });
        var arguments = new GraphArguments(3, 3, [3, 2, 0]);
        arguments.Inputs["x"] = [-1, -4, 8, -3, -2, 8, -5, 8, 8];

        var results = Interpreter.Run(graph, arguments);

        Assert.Equal([-5, -2, 0], results[ResultKind.Output, "last"]);
        Assert.Equal([-9, -6, 0], results[ResultKind.Output, "sum"]);
        Assert.Equal([-3, -3, 0], results[ResultKind.Output, "mean"]);
        Assert.Equal([-1, -2, 0], results[ResultKind.Output, "largest"]);
    }

    [Fact]
    public void A_reversed_scan_is_a_scan_of_each_sequence_turned_round()
    {
        static void Define(NetworkBuilder net, bool reversed)
        {
            var x = net.Input("x", 2);
            var scan = reversed ? net.ScanReversed("rnn", cell => GruTorch.Define(cell, 2, 3), x) : net.Scan("rnn", cell => GruTorch.Define(cell, 2, 3), x);
            net.Output("y", scan["y"]);
            net.Output("end", scan.Final("h"));
        }

        int[] lengths = [3, 1, 0, 2];
        var there = Recording.Network(net => Define(net, reversed: false));
        var arguments = GraphArguments.Uniform(there, 3, 4, seed: 3, lengths);
        arguments.Given.Clear();
        var turned = arguments.Clone();
        turned.Inputs["x"] = Turned(arguments.Inputs["x"], lengths, 2);

        var expected = Interpreter.Run(there, turned);
        var actual = Interpreter.Run(Recording.Network(net => Define(net, reversed: true)), arguments);

        Assert.Equal(Turned(expected[ResultKind.Output, "y"], lengths, 3), actual[ResultKind.Output, "y"]);
        Assert.Equal(expected[ResultKind.Output, "end"], actual[ResultKind.Output, "end"]);
    }

    [Theory]
    [MemberData(nameof(NetworkCatalogue.Names), MemberType = typeof(NetworkCatalogue))]
    public void Garbage_beyond_a_length_reaches_no_result(string name)
    {
        var adjoint = Differentiation.Differentiate(NetworkCatalogue.Bound(name));
        var clean = new GraphArguments(3, 2, [1, 3]).SetAxis("source", 4, [2, 0]).Fill(adjoint, seed: 17);
        var dirty = clean.Clone();
        foreach (var leaf in adjoint.Nodes.Where(node => node.Axis is not null))
        {
            for (var row = 0; row < clean.RowsOf(leaf); row++)
            {
                if (clean.IsWithin(leaf, row))
                {
                }
                else if (dirty.Inputs.TryGetValue(leaf.Name, out var values))
                {
                    var features = values.Length / clean.RowsOf(leaf);
                    Array.Fill(values, double.NaN, row * features, features);
                }
                else if (dirty.Tokens.TryGetValue(leaf.Name, out var tokens))
                {
                    tokens[row] = -1;
                }
            }
        }

        var (expected, actual) = (Interpreter.Run(adjoint, clean), Interpreter.Run(adjoint, dirty));

        Assert.All(expected.Keys, key => Assert.Equal(expected[key.Kind, key.Name], actual[key.Kind, key.Name]));
        Assert.Equal(expected.Loss, actual.Loss);
    }

    [Fact]
    public void A_token_outside_the_vocabulary_is_named_with_its_place()
    {
        var graph = Recording.Network(net => net.Output("y", net.Embedding("words", 2, net.Tokens("word", 5))));
        var arguments = GraphArguments.Uniform(graph, 2, 3, seed: 1);
        arguments.Tokens["word"][4] = 5;

        var error = Assert.Throws<ArgumentException>(() => Interpreter.Run(graph, arguments));

        Assert.Contains("Expected tokens from 0 to 4 for 'word', given 5 at step 1, sequence 1.", error.Message, StringComparison.Ordinal);
        arguments.Tokens.Clear();
        Assert.Contains("Expected 6 values for tokens 'word', given none.", Assert.Throws<ArgumentException>(() => Interpreter.Run(graph, arguments)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_of_an_axis_are_checked()
    {
        Assert.Contains("2 lengths from 0 to 3, given 1, 4", Assert.Throws<ArgumentException>(() => new GraphArguments(0, 2).SetAxis("source", 3, [1, 4])).Message, StringComparison.Ordinal);
        Assert.Contains("2 lengths from 0 to 3, given -1, 2", Assert.Throws<ArgumentException>(() => new GraphArguments(3, 2, [-1, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_tokens_has_no_gradient_and_their_products_none_either()
    {
        var adjoint = Differentiation.Differentiate(NetworkCatalogue.Bound("encoder and decoder"));

        Assert.DoesNotContain(adjoint.Results, result => result.Kind == ResultKind.Gradient && result.Name is "words" or "previous" or "next");
        Assert.DoesNotContain(adjoint.Nodes, node => node.Name is "d.enc.x" or "d.dec.x.1");
    }

    private static GraphArguments Lengthless(GraphArguments arguments)
    {
        var none = new GraphArguments(0, arguments.Batch);
        none.Inputs["x"] = [];
        none.Inputs["target"] = arguments.Inputs["target"];
        return none;
    }

    private static double[] Turned(double[] steps, int[] lengths, int features)
    {
        var turned = new double[steps.Length];
        for (var row = 0; row < lengths.Length; row++)
        {
            for (var step = 0; step < lengths[row]; step++)
            {
                Array.Copy(steps, ((step * lengths.Length) + row) * features, turned, (((lengths[row] - 1 - step) * lengths.Length) + row) * features, features);
            }
        }

        return turned;
    }
}
