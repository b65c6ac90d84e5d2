using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Lambdas and local functions: what they capture, and when.</summary>
[RecurrentCell]
public partial class Closures
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        // One variable for each iteration of foreach and of a loop's body, one for the whole of a for loop.
        var later = new List<Func<Node, Node>>();
        foreach (var scale in new[] { 0.25f, 0.5f, 0.75f })
        {
            later.Add(v => v * scale);
        }

        for (var i = 1; i <= 2; i++)
        {
            var factor = i * 1.5f;
            later.Add(v => v + factor);
            later.Add(v => v - i);
        }

        var counter = 0;
        Node Count(Node v)
        {
            counter++;
            return v * counter;
        }

        var acc = Tanh(cell.Affine("acc", hidden, x, h));
        foreach (var f in later)
        {
            acc = Count(f(acc));
        }

        Node Deep(Node v, int depth) => depth == 0 ? v : Tanh(Deep(v, depth - 1));
        acc = Deep(acc, 3);

        static Node Square(Node v) => v * v;
        Func<Node, Node> square = Square, negate = v => -v;
        acc = square(negate(acc));
        acc = Helpers.Apply(acc, Square, times: 1);
        acc = Helpers.Apply(acc, v => 1f - v);
        acc = Helpers.Apply(acc, Sigmoid);

        Action<string> tap = name => cell.Tap(name, acc);
        tap("first");
        acc = acc.Halved();
        tap("second");

        var previous = acc;
        Action remember = () => previous = Tanh(previous);
        remember();
        remember();

        Helpers.Ends(cell, h, previous + acc);
    }
}
