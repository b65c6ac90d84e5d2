using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Names made of numbers, enums and strings: they are checkpoint keys, so every character counts.</summary>
[RecurrentCell]
public partial class Texts
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var acc = Tanh(cell.Affine("acc", hidden, x, h));
        foreach (var name in Names())
        {
            acc += cell.Bias(name, hidden);
        }

        Helpers.Ends(cell, h, acc);
    }

    private static List<string> Names()
    {
        var activation = Activation.Tanh;
        object boxed = Activation.Relu;
        var extras = Extras.Peephole | Extras.Tap;
        List<string> names =
        [
            $"{activation}", $"{boxed}_{(Activation)1}{(int)activation}", Upper(activation), $"{extras}_{extras & Extras.Tap}".Replace(", ", "_"),
            "x" + 7 + 'c' + true, $"n{3,4:D2}".Replace(" ", "_"), $"f{Text(0.1f + 0.2f)}", $"d{Text(1.0 / 3)}", $"e{Text(1e-7f)}", $"g{Text(16777216f)}",
            $"h{Text(1e10f)}", string.Join("_", new[] { "a", "b" }.Select(s => s + s)), string.Join('_', "p", "q"), "abc".Substring(1)[^1] + "abcdef"[1..3],
            string.Format("{0}_{1:000}", "fmt", 5), $"{nameof(Texts)}{nameof(Activation.Relu).Length}", "A,B".Split(',')[1] + string.Empty,
        ];
        return names.Select((n, i) => $"k{i}_{n}").ToList();
    }

    private static string Upper(Activation value) => value.ToString().ToUpperInvariant();

    private static string Text(double value) => $"{value}".Replace('.', '_').Replace('-', 'm').Replace('+', 'p');

    private static string Text(float value) => (value + "").Replace('.', '_').Replace('-', 'm').Replace('+', 'p');
}
