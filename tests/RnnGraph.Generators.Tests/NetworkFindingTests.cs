using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>What is wrong in a network's definition is told at the expression that is wrong, once, and what follows from it isn't told at all.</summary>
public class NetworkFindingTests
{
    [Theory]
    [InlineData("var both = first[\"y\"] + second[\"y\"]; // RNN3014: first[\"y\"] + second[\"y\"]")]
    [InlineData("net.Tap(\"t\", Concat(first[\"y\"], second[\"y\"])); // RNN3014: Concat(first[\"y\"], second[\"y\"])")]
    [InlineData("var third = net.Scan(\"third\", Pair, first[\"y\"], second[\"y\"]); // RNN3014: net.Scan(\"third\", Pair, first[\"y\"], second[\"y\"])")]
    [InlineData("second.Start(\"h\", first[\"y\"]); // RNN3015: second.Start(\"h\", first[\"y\"])")]
    [InlineData("var last = net.Last(first.Final(\"h\")); // RNN3015: net.Last(first.Final(\"h\"))")]
    [InlineData("net.Loss(\"wrong\", first[\"y\"]); // RNN3005: net.Loss(\"wrong\", first[\"y\"])")]
    [InlineData("net.Loss(\"wrong\", net.SoftmaxCrossEntropy(first[\"y\"], words)); // RNN3001: net.SoftmaxCrossEntropy(first[\"y\"], words)")]
    [InlineData("net.Loss(\"wrong\", net.SoftmaxCrossEntropy(net.Dense(\"o\", vocabulary, first[\"y\"]), other)); // RNN3014: net.SoftmaxCrossEntropy(net.Dense(\"o\", vocabulary, first[\"y\"]), other)")]
    [InlineData("net.Loss(\"wrong\", net.SquaredError(first[\"y\"], words.OneHot)); // RNN3001: net.SquaredError(first[\"y\"], words.OneHot)")]
    [InlineData("net.Loss(\"wrong\", net.SigmoidCrossEntropy(first[\"y\"], second[\"y\"])); // RNN3014: net.SigmoidCrossEntropy(first[\"y\"], second[\"y\"])")]
    [InlineData("var none = first[\"z\"]; // RNN3012: first[\"z\"]")]
    [InlineData("var again = net.Scan(\"first\", c => Cell(c, vocabulary, hidden), words.OneHot); // RNN3008: net.Scan(\"first\", c => Cell(c, vocabulary, hidden), words.OneHot)")]
    [InlineData("var wide = net.Scan(\"wide\", c => Cell(c, hidden, hidden), words.OneHot); // RNN3011: net.Scan(\"wide\", c => Cell(c, hidden, hidden), words.OneHot)")]
    [InlineData("first.StartFrom(net.Scan(\"next\", c => Cell(c, hidden, hidden), first[\"y\"])); // RNN4011: first.StartFrom(net.Scan(\"next\", c => Cell(c, hidden, hidden), first[\"y\"]))")]
    [InlineData("var vast = net.Vector(\"vast\", (Size)70000 * 70000); // RNN3004: net.Vector(\"vast\", (Size)70000 * 70000)")]
    public void It_is_told_where_it_is(string line)
    {
        var source = $$"""
            [RecurrentNetwork]
            public partial class MyNetwork
            {
                internal static void Define(NetworkBuilder net, Size vocabulary, Size hidden)
                {
                    var words = net.Tokens("words", vocabulary, net.Time("source"));
                    var other = net.Tokens("other", vocabulary, net.Time("target"));
                    var first = net.Scan("first", c => Cell(c, vocabulary, hidden), words.OneHot);
                    var second = net.Scan("second", c => Cell(c, vocabulary, hidden), other.OneHot);
                    net.Output("sum", first.Final("h") + second.Final("h"));
                    {{line}}
                }

                private static void Cell(CellBuilder cell, Size input, Size hidden)
                {
                    var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
                    cell.Next(h, Tanh(cell.Affine("n", hidden, x, h)));
                    cell.Output("y", h.Next);
                }

                private static void Pair(CellBuilder cell)
                {
                    var h = cell.State("h", 1);
                    cell.Next(h, Sum(cell.Input("a", 2)) + Sum(cell.Input("b", 2)) + h);
                }
            }
            """;

        Assert.Equal(Marked.Expected(source), Marked.Actual(Generated.From(source).Diagnostics));
    }
}
