using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

public enum Activation
{
    Sigmoid,
    Tanh,
    Relu,
}

[Flags]
public enum Extras
{
    None = 0,
    Peephole = 1,
    Tap = 2,
    Both = Peephole | Tap,
}

/// <summary>What definitions in other files call: helpers with source are evaluated like the definition itself.</summary>
internal static class Helpers
{
    public const float ForgetBias = 1f / 3f;

    public static readonly float Third = 0.1f + 0.2f;

    private static readonly string[] Names = ["a", "b", "c"];

    public static IReadOnlyList<string> AllNames => Names;

    public static float Twice { get; } = 2 * Third;

    public static Node Activate(Node z, Activation activation = Activation.Sigmoid) => activation switch
    {
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => Tanh(z),
        _ => Relu(z),
    };

    public static Node Gate(CellBuilder cell, string gate, Size size, Activation activation = Activation.Sigmoid, params Node[] reads)
    {
        var operands = new Operand[reads.Length];
        for (var i = 0; i < reads.Length; i++)
        {
            operands[i] = i switch { 0 => reads[i], 1 => reads[i], _ => ($"R{i}", reads[i]) };
        }

        return Activate(cell.Affine(gate, size, operands), activation);
    }

    public static T Apply<T>(T value, Func<T, T> f, int times = 2)
    {
        for (var i = 0; i < times; i++)
        {
            value = f(value);
        }

        return value;
    }

    public static Node Halved(this Node value) => value * 0.5f;

    public static bool TryFind(string name, out int index)
    {
        index = Array.IndexOf(Names, name);
        return index >= 0;
    }

    public static void Ends(CellBuilder cell, Node h, Node next)
    {
        cell.Next(h, next);
        cell.Output("y", h.Next);
    }
}
