using RnnGraph;
using static RnnGraph.Op;

namespace Invented;

/// <summary>What a rung of the ladder does with its value.</summary>
public enum Rung
{
    Squash,
    Normalise,
    Share,
}

/// <summary>
/// As many rungs within a step as its list has, each of its own kind, every second one gated. What the compiler sees is what the conditions leave.
/// </summary>
[RecurrentCell]
public partial class Ladder
{
    private static readonly Rung[] Rungs = [Rung.Squash, Rung.Normalise, Rung.Share, Rung.Squash];

    internal static void Define(CellBuilder cell, Size input, Size hidden, bool residual = true)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var v = cell.Affine("in", hidden, x, h);
        for (var i = 0; i < Rungs.Length; i++)
        {
            var climbed = Climb(cell, $"rung.{i}", Rungs[i], v, hidden);
            v = i % 2 == 1 ? Gated(cell, $"rung.{i}", climbed, v, hidden) : residual ? v + climbed : climbed;
        }

        cell.Next(h, Tanh(v));
        cell.Output("y", h.Next);
    }

    private static Node Climb(CellBuilder cell, string name, Rung rung, Node v, Size hidden) => rung switch
    {
        Rung.Squash => Silu(cell.Dense($"{name}.way", hidden, "U", v)),
        Rung.Normalise => cell.LayerNorm(name, v),
        _ => v * Expand(LogSumExp(v), hidden),
    };

    private static Node Gated(CellBuilder cell, string name, Node a, Node b, Size hidden)
    {
        var gate = Sigmoid(cell.Affine($"{name}.gate", hidden, ("U", a)));
        return gate * a + (1f - gate) * b;
    }
}

/// <summary>The same in double precision.</summary>
[RecurrentCell<Ladder>(Precision = Precision.Double)]
public partial class LadderDouble;
