using RnnGraph.Language.Tests.Definitions;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Networks;

public class NetworkErrorTests
{
    private static readonly Dictionary<(string Fault, string Id, string Says), Action<NetworkBuilder>> Faulty = new()
    {
        [("two axes in a sum", "RNN3014", "'source' with one along 'target'")] = net => Discard(net.Input("x", 2, net.Time("source")) + net.Input("z", 2, net.Time("target"))),
        [("the default axis and another", "RNN3014", "'time' with one along 'source'")] = net => Discard(Concat(net.Input("x", 2), net.Input("z", 2, net.Time("source")))),
        [("two axes into a scan", "RNN3014", "'source', but is given an input along 'target'")] = net => net.Scan("rnn", Two, net.Input("x", 2, net.Time("source")), net.Input("z", 2, net.Time("target"))),
        [("a scan along another axis than its input", "RNN3014", "'target', but is given an input along 'source'")] = net => net.Scan("rnn", net.Time("target"), Simple, net.Input("x", 2, net.Time("source"))),
        [("scans of two axes joined", "RNN3014", "'source' with one along 'target'")] = net =>
            Discard(net.Scan("a", Simple, net.Input("x", 2, net.Time("source")))["y"] * net.Scan("b", Simple, net.Input("z", 2, net.Time("target")))["y"]),
        [("a loss against targets of another axis", "RNN3014", "'source' with one along 'time'")] = net => net.SquaredError(net.Input("x", 2, net.Time("source")), net.Input("target", 2)),
        [("a loss of several features", "RNN3005", "'loss' must be one feature per row, [1], but has [2]")] = net => net.Loss("loss", Square(net.Input("x", 2))),
        [("a loss of a matrix", "RNN3005", "[2, 3]")] = net => net.Loss("loss", net.Matrix("M", 2, 3)),
        [("as many logits as no vocabulary has", "RNN3001", "[3] predictions, but the tokens 'word' a vocabulary of [5]")] = net => net.SoftmaxCrossEntropy(net.Input("x", 3), net.Tokens("word", 5)),
        [("targets of another size", "RNN3001", "[3] predictions, but the target has [2]")] = net => net.SquaredError(net.Input("x", 3), net.Input("target", 2)),
        [("keys of another size", "RNN3001", "[3] predictions, but the targets have [2]")] = net => net.SigmoidCrossEntropy(net.Input("x", 3), net.Input("target", 2)),
        [("an input of another size", "RNN3011", "'x' of scan 'rnn' has [2] features, the value supplied for it has [3]")] = net => net.Scan("rnn", Simple, net.Input("x", 3)),
        [("a start of another size", "RNN3001", "'rnn.h' has [2] features, the value that it is to start from has [3]")] = net => Scan(net).Start("h", net.Vector("v", 3)),
        [("a start of every step", "RNN3015", "one of every step")] = net => { var x = net.Input("z", 2); Scan(net).Start("h", x); },
        [("a start that is a parameter", "RNN3015", "cell.LearnedState")] = net => Scan(net).Start("h", net.Parameter("p", 2)),
        [("the last step of a vector", "RNN3015", "net.Last needs a value of every step")] = net => net.Last(net.Vector("v", 2)),
        [("the mean of a vector over time", "RNN3015", "net.MeanOverTime needs a value of every step")] = net => net.MeanOverTime(net.Vector("v", 2)),
        [("the largest of a vector over time", "RNN3015", "net.MaxOverTime needs a value of every step")] = net => net.MaxOverTime(net.Vector("v", 2)),
        [("steps repeated", "RNN3015", "has steps already")] = net => net.Repeat(net.Input("x", 2)),
        [("an unknown output", "RNN3012", "The cell of scan 'rnn' has no output 'z'; it has 'y'.")] = net => Discard(Scan(net)["z"]),
        [("an unknown final state", "RNN3012", "The cell of scan 'rnn' has no state 'c'; it has 'h'.")] = net => Scan(net).Final("c"),
        [("an unknown start", "RNN3012", "The cell of scan 'rnn' has no state 'c'; it has 'h'.")] = net => Scan(net).Start("c", net.Vector("v", 2)),
        [("a start from a scan without the state", "RNN3012", "The cell of scan 'rnn' has no state 'c'")] = net => net.Scan("lstm", c => Lstm.Define(c, 2, 2), net.Input("z", 2)).StartFrom(Scan(net)),
        [("an input not supplied", "RNN3011", "'x' that the caller doesn't supply")] = net => net.Scan("rnn", Simple),
        [("an input too many", "RNN3011", "no input for")] = net => { var x = net.Input("x", 2); net.Scan("rnn", Simple, x, x); },
        [("a start given twice", "RNN4011", "'rnn.h' has a start already")] = net => { var v = net.Vector("v", 2); Scan(net).Start("h", v).Start("h", v); },
        [("a scan started from itself", "RNN4011", "depends on the scan 'rnn' itself")] = net => { var scan = Scan(net); scan.StartFrom(net.Scan("next", Simple, scan["y"])); },
        [("a value of the inside of a scan", "RNN4010", "the inside of the scan 'rnn'")] = net => net.Output("y", Leak(net)),
        [("a value of the inside of a scan in a sum", "RNN4010", "the inside of the scan 'rnn'")] = net => net.Dense("out", 2, Leak(net)),
        [("a value of one scan in another", "RNN4010", "the inside of the scan 'rnn'")] = net => { var leak = Leak(net); net.Scan("other", c => c.Next(c.State("h", 2), leak), net.Input("z", 2)); },
        [("steps read without an input", "RNN4010", "supply it as an input of the scan")] = net =>
        {
            var z = net.Input("z", 2);
            net.Scan("rnn", c => { var (x, h) = (c.Input("x", 2), c.State("h", 2)); c.Next(h, h + (x * z)); }, net.Input("x", 2));
        },
        [("steps handed on without an input", "RNN4010", "supply it as an input of the scan")] = net => { var z = net.Input("z", 2); net.Scan("rnn", c => c.Next(c.State("h", 2), z)); },
        [("a node of another network", "RNN4010", "another cell")] = net => net.Output("y", net.Input("x", 2) + new NetworkBuilder().Input("z", 2)),
        [("an output that is a parameter", "RNN4009", "depends on no input")] = net => net.Output("y", net.Parameter("p", 2)),
        [("a loss that is a parameter", "RNN4009", "depends on no input")] = net => net.Loss("loss", net.Parameter("p", 1)),
        [("a name used twice", "RNN3008", "'x' is used twice")] = net => { net.Input("x", 2); net.Vector("x", 2); },
        [("a scan called like an input", "RNN3008", "'x' is used twice")] = net => net.Scan("x", Simple, net.Input("x", 2)),
        [("an axis declared twice", "RNN3008", "The time axis 'source' is declared twice")] = net => { net.Time("source"); net.Time("source"); },
        [("a loss called like an output", "RNN3008", "'y' is used twice")] = net => { var y = net.Output1("y"); net.Loss("y", Sum(y)); },
        [("a name with a blank", "RNN3009", "'my scan' is not a name")] = net => net.Scan("my scan", Simple, net.Input("x", 2)),
        [("an axis without a name", "RNN3009", "'' is not a name")] = net => net.Time(""),
        [("a vocabulary of 0", "RNN3003", "at least 1")] = net => net.Tokens("word", 0),
        [("dropout of everything", "RNN3016", "net.Dropout(\"d\", …) needs a probability below 1")] = net => net.Dropout("d", net.Vector("v", 2), 1f),
        [("dropout of a parameter", "RNN4009", "cell.WeightNoise")] = net => net.Dropout("d", net.Parameter("p", 2), 0.5f),
        [("no output and no loss", "RNN4006", "neither an output nor a loss")] = net => Scan(net),
        [("a state never updated", "RNN4001", "'rnn.h' is never updated; give it a value with cell.Next(h, …)")] = net => { net.Output1("out"); net.Scan("rnn", c => c.Output("y", c.State("h", 2) + c.Input("x", 2)), net.Input("z", 2)); },
        [("an unused scan", "RNN4007", "'rnn.n.W', 'rnn.n.U', 'rnn.n.b'")] = net => { var x = net.Input("x", 2); net.Scan("rnn", Simple, x); net.Output("y", x); },
        [("an unused input", "RNN4008", "loss or tap depends on the input 'x'")] = net => { net.Input("x", 2); net.Loss("loss", Sum(net.Input("z", 2))); },
        [("unused tokens", "RNN4008", "the input 'word'")] = net => { net.Tokens("word", 2); net.Output1("y"); },
        [("a size of nobody", "RNN3007", "'nobody'")] = net => net.Output("y", net.Tokens("word", Size.Symbol("nobody")).OneHot),
    };

    public static TheoryData<string, string, string> Faults()
    {
        var faults = new TheoryData<string, string, string>();
        foreach (var (fault, id, says) in Faulty.Keys)
        {
            faults.Add(fault, id, says);
        }

        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_an_error_of_its_own_id(string fault, string id, string says)
    {
        var error = Assert.Throws<DefinitionException>(() => Recording.Network(Faulty[(fault, id, says)]));

        Assert.Equal(id, error.DiagnosticId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    private static ScanResults Scan(NetworkBuilder net) => net.Scan("rnn", Simple, net.Input("x", 2));

    private static void Simple(CellBuilder cell)
    {
        var (x, h) = (cell.Input("x", 2), cell.State("h", 2));
        cell.Next(h, Tanh(cell.Affine("n", 2, x, h)));
        cell.Output("y", h.Next);
    }

    private static void Two(CellBuilder cell)
    {
        var h = cell.State("h", 2);
        cell.Next(h, cell.Input("x", 2) + cell.Input("z", 2) + h);
    }

    private static Node Leak(NetworkBuilder net)
    {
        Node? leak = null;
        net.Scan("rnn", cell => leak = cell.Input("x", 2), net.Input("x", 2));
        return leak!;
    }

    private static void Discard(Node node) => Assert.NotNull(node);
}
