using RnnGraph.Graphs;

namespace RnnGraph.Onnx.Recurrent;

/// <summary>One direction of a recurrent node as a cell. Its input is x; its states h, of an LSTM c too; its output h. Parameters are called after the gates: <c>i.W</c>, <c>i.U</c> (ONNX's R), <c>i.Wb</c>, <c>i.Rb</c>, <c>i.p</c>.</summary>
/// <param name="Kind">The operator.</param>
/// <param name="Activations">f, of a GRU and an LSTM g, of an LSTM h.</param>
/// <param name="Clip">What the gates' sums are held within, ±, before their activation; null for no bound. An LSTM's h reads c as it is, as in ONNX Runtime.</param>
/// <param name="CouplesForget">Of an LSTM: f = 1 − i (input_forget).</param>
/// <param name="ResetsAfter">Of a GRU: r scales R·h⁻ + Rb rather than h⁻ (linear_before_reset).</param>
/// <param name="HasPeepholes">Of an LSTM: the gates read c too.</param>
internal sealed record RecurrentCellDefinition(RecurrentKind Kind, IReadOnlyList<Activation> Activations, float? Clip, bool CouplesForget, bool ResetsAfter, bool HasPeepholes)
{
    /// <summary>The sizes that are open in the graph.</summary>
    public const string InputSize = "input", HiddenSize = "hidden";

    /// <summary>The graph for any sizes.</summary>
    public Graph Record()
    {
        var cell = new CellBuilder();
        Size input = cell.DeclareSize(InputSize), hidden = cell.DeclareSize(HiddenSize);
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        switch (Kind)
        {
            case RecurrentKind.Rnn:
                cell.Next(h, Activate(0, Sum(cell, "h", hidden, x, h)));
                break;
            case RecurrentKind.Gru:
                cell.Next(h, Gru(cell, hidden, x, h));
                break;
            default:
                var c = cell.State("c", hidden);
                var (cNew, hNew) = Lstm(cell, hidden, x, h, c);
                cell.Next(c, cNew);
                cell.Next(h, hNew);
                break;
        }

        cell.Output("y", h.Next);
        return cell.Build("Onnx" + Kind);
    }

    // z, r = f(W·x + R·h⁻ + Wb + Rb); h̃ = g(W·x + R·(r∘h⁻) + Rb + Wb), or with linear_before_reset g(W·x + r∘(R·h⁻ + Rb) + Wb); h = (1 − z)∘h̃ + z∘h⁻
    private Node Gru(CellBuilder cell, Size hidden, Node x, Node h)
    {
        var z = Activate(0, Sum(cell, "z", hidden, x, h));
        var r = Activate(0, Sum(cell, "r", hidden, x, h));
        var sum = ResetsAfter
            ? cell.Dense("h", hidden, x) + cell.Bias("h", "Wb", hidden) + (r * (cell.Dense("h", hidden, h) + cell.Bias("h", "Rb", hidden)))
            : Sum(cell, "h", hidden, x, ("U", r * h));
        return ((1f - z) * Activate(1, sum)) + (z * h);
    }

    // i = f(W·x + R·h⁻ + p∘c⁻ + Wb + Rb), f so too or 1 − i; c̃ = g(W·x + R·h⁻ + Wb + Rb); c = f∘c⁻ + i∘c̃; o = f(W·x + R·h⁻ + p∘c + Wb + Rb); h = o∘h(c)
    private (Node Cell, Node Hidden) Lstm(CellBuilder cell, Size hidden, Node x, Node h, Node c)
    {
        Node Gate(string gate, Node peep)
        {
            var sum = Sum(cell, gate, hidden, x, h);
            return Activate(0, HasPeepholes ? sum + cell.Diagonal(gate, peep) : sum);
        }

        var i = Gate("i", c);
        var f = CouplesForget ? 1f - i : Gate("f", c);
        var cNew = (f * c) + (i * Activate(1, Sum(cell, "c", hidden, x, h)));
        return (cNew, Gate("o", cNew) * Activations[2].Of(cNew));
    }

    // The two biases are added once per update, as both are parameters.
    private static Node Sum(CellBuilder cell, string gate, Size hidden, Node x, Operand h) =>
        cell.Dense(gate, hidden, x) + cell.Dense(gate, hidden, h) + (cell.Bias(gate, "Wb", hidden) + cell.Bias(gate, "Rb", hidden));

    private Node Activate(int function, Node x) => Activations[function].Of(Clip is { } bound ? Op.Clip(x, -bound, bound) : x);
}
