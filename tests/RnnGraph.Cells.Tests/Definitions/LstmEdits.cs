using static RnnGraph.Op;

namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>
/// The LSTM, and the same after each of the edits that people make every day. What an edit does to checkpoint keys and to emitted code is asserted in <see cref="EditTests"/>.
/// </summary>
internal static class LstmEdits
{
    /// <summary>As shipped.</summary>
    public static void Original(CellBuilder cell, Size input, Size hidden) => Lstm.Define(cell, input, hidden);

    /// <summary>Edit 1: a new term stands first in a sum.</summary>
    public static void InsertATermFirst(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Bias("i", "shift", hidden, Initializer.Uniform) + cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        Finish(cell, h, c, f * c + i * g, o, f);
    }

    /// <summary>Edit 2: the operands of a product change places.</summary>
    public static void SwapOperands(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        Finish(cell, h, c, f * c + g * i, o, f);
    }

    /// <summary>Edit 3: a gate becomes a helper method.</summary>
    public static void ExtractAHelper(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        Node Gate(string name) => Sigmoid(cell.Affine(name, hidden, x, h));
        var i = Gate("i");
        var f = Gate("f");
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Gate("o");
        Finish(cell, h, c, f * c + i * g, o, f);
    }

    /// <summary>Edit 4: one more tap.</summary>
    public static void AddATap(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        cell.Tap("open", o);
        Finish(cell, h, c, f * c + i * g, o, f);
    }

    /// <summary>Edit 5: locals get other names.</summary>
    public static void RenameLocals(CellBuilder cell, Size input, Size hidden)
    {
        var (given, remembered, memory) = Values(cell, input, hidden);
        var write = Sigmoid(cell.Affine("i", hidden, given, remembered));
        var keep = Sigmoid(cell.Affine("f", hidden, given, remembered));
        var candidate = Tanh(cell.Affine("g", hidden, given, remembered));
        var show = Sigmoid(cell.Affine("o", hidden, given, remembered));
        Finish(cell, remembered, memory, keep * memory + write * candidate, show, keep);
    }

    /// <summary>Edit 6: one gate looks at the memory cell.</summary>
    public static void AddAPeephole(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h) + cell.Diagonal("f", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        Finish(cell, h, c, f * c + i * g, o, f);
    }

    /// <summary>Edit 7: two gates are declared in the other order.</summary>
    public static void ReorderGates(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        Finish(cell, h, c, f * c + i * g, o, f);
    }

    /// <summary>Edit 8: a value gets a name.</summary>
    public static void NameAValue(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        Finish(cell, h, c, f * c + (i * g).As("written"), o, f);
    }

    /// <summary>Edit 9: another initial value.</summary>
    public static void OpenTheForgetGate(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: 1f));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        Finish(cell, h, c, f * c + i * g, o, f);
    }

    /// <summary>Edit 10: another activation.</summary>
    public static void ChangeAnActivation(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h, c) = Values(cell, input, hidden);
        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Softsign(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        Finish(cell, h, c, f * c + i * g, o, f);
    }

    private static (Node X, Node H, Node C) Values(CellBuilder cell, Size input, Size hidden) =>
        (cell.Input("x", input), cell.State("h", hidden), cell.State("c", hidden));

    private static void Finish(CellBuilder cell, Node h, Node c, Node cNew, Node o, Node f)
    {
        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}
