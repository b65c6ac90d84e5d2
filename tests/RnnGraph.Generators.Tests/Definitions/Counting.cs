using RnnGraph;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>What depends on the step, on chance, or on where the state starts.</summary>
[RecurrentCell]
public partial class Counting
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, int slowest = 4, bool noisy = true)
    {
        var x = cell.Input("x", input);
        var h = cell.LearnedState("h", hidden, Initializer.Constant(0.25f));
        if (noisy)
        {
            cell.NoiseOnWeights(0.125f);
            x = cell.Noise("heard", x, 0.5f);
        }

        var acc = cell.Affine("acc", hidden, ("W", cell.Dropout("seen", x, 0.2f)), ("U", cell.Dropout("kept", h, 0.25f, perSequence: true)));
        cell.NoiseOnWeights(0f);
        for (var period = 2; period <= slowest; period *= 2)
        {
            acc = cell.Every(period, Tanh(cell.Affine($"every.{period}", hidden, ("W", x), h)) + acc, acc);
            acc *= Expand(1f - cell.Due(period), hidden);
        }

        acc += Expand(cell.StepIndex * 0.01f, hidden);
        acc *= cell.Bernoulli("coin", hidden, 0.5f, ifOne: 2f, inEvaluation: 1f);
        acc += cell.Normal("jitter", hidden, 0.1f, perSequence: true);
        acc += cell.WeightNoise(cell.Parameter("offset", hidden), 0.5f);
        Helpers.Ends(cell, h, cell.Zoneout("stay", h, acc, 0.1f));
    }
}

[RecurrentCell<Counting>(Structure = new object[] { 16, false })]
public partial class SlowCounting;

/// <summary>Definitions called in parts of another: by their method, and as finished graphs, of this program and as a text.</summary>
[RecurrentCell]
public partial class Calling
{
    private const string Leaky = """
        graph Leaky(n)
          x = input [n]
          s = given [n]
          scan = scan forward
            s.previous = carried(s, s.next) [n]
            x.now = read(x) [n]
            s.next.1 = multiply(s.previous, 0.5) [n]
            s.next = add(s.next.1, x.now) [n]
          s.next.steps = stack(scan, s.next) [n]
          s.final = final(scan, s.previous) [n]
          output y = s.next.steps
          state s = s.final

        """;

    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var parts = new List<ScopeResults>();
        var (below, width) = (x, input);
        for (var layer = 0; layer < 2; layer++)
        {
            var size = width;
            parts.Add(cell.Scope($"layer.{layer}", c => Counting.Define(c, size, hidden, slowest: 2), below));
            (below, width) = (parts[^1].Output, hidden);
        }

        var leaky = GraphText.Parse(Leaky);
        var slow = cell.Scope("slow", c => c.Call(leaky, hidden), below);

        var own = new CellBuilder();
        SimpleRnn.Define(own, own.DeclareSize("from"), own.DeclareSize("to"));
        var last = cell.Scope("last", c => c.Call(own.Build("Own"), hidden, 2 * hidden), slow.Output);

        cell.Output("y", last["y"]);
        cell.Tap("states", Concat(slow.State("s").Next, parts[0].State("h"), parts[1].State("h").Next));
    }
}
