using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;

namespace RnnGraph.Language.Tests.Networks;

public class NetworkDropoutTests
{
    [Fact]
    public void Dropout_leaves_out_features_in_training_and_none_in_evaluation()
    {
        var graph = Recording.Network(net =>
        {
            var (x, v) = (net.Input("x", 50), net.Vector("v", 50));
            net.Output("anew", net.Dropout("drop_anew", x, 0.25f));
            net.Output("same", net.Dropout("drop_same", x, 0.25f, perSequence: true));
            net.Output("once", net.Dropout("drop_once", v, 0.25f));
        });
        var arguments = new GraphArguments(2, 3) { Seed = 5 };
        arguments.Inputs["x"] = [.. Enumerable.Repeat(3.0, 300)];
        arguments.Inputs["v"] = [.. Enumerable.Repeat(3.0, 150)];

        var train = Interpreter.Run(graph, arguments);
        arguments.Mode = Mode.Evaluate;
        var evaluate = Interpreter.Run(graph, arguments);

        foreach (var name in new[] { "anew", "same", "once" })
        {
            var values = train[ResultKind.Output, name];
            Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - 4) < 1e-6));

            // Five deviations of a coin with p = ¼ thrown 150 times.
            Assert.InRange(values.Count(value => value == 0) / (double)values.Length, 0.25 - 0.18, 0.25 + 0.18);
            Assert.All(evaluate[ResultKind.Output, name], value => Assert.Equal(3, value));
        }

        Assert.NotEqual(train[ResultKind.Output, "anew"][..150], train[ResultKind.Output, "anew"][150..]);
        Assert.Equal(train[ResultKind.Output, "same"][..150], train[ResultKind.Output, "same"][150..]);
    }
}
