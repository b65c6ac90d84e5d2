using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

public record GateSpec(string Name, float Bias)
{
    public bool Peephole { get; init; }

    public float Doubled => Bias * 2;

    public sealed override string ToString() => $"<{Name}>";
}

public sealed record WideSpec(string Name, float Bias, int Blocks) : GateSpec(Name, Bias);

public readonly record struct Pair(Node Left, Node Right)
{
    public static Pair operator +(Pair a, Pair b) => new(a.Left + b.Left, a.Right + b.Right);
}

internal struct Coefficients
{
    public float A;
    public float B;

    public Coefficients(float a)
    {
        A = a;
        B = a * a;
    }
}

public interface IBlock
{
    Node Run(Node v);

    string Name => "block";
}

public abstract class Block(CellBuilder cell, Size size) : IBlock
{
    private int _calls;

    protected CellBuilder Cell { get; } = cell;

    public string Name { get; set; } = "b";

    public Node Run(Node v)
    {
        _calls++;
        return Step(Cell.Diagonal($"{Name}{_calls}", v));
    }

    public Size Width => size;

    protected abstract Node Step(Node v);

    protected virtual float Slope => 0.5f;
}

public sealed class SlopedBlock : Block
{
    private readonly float _offset = 0.125f;

    public SlopedBlock(CellBuilder cell, Size size, float factor)
        : base(cell, size)
    {
        Factor = factor;
    }

    public SlopedBlock(CellBuilder cell, Size size)
        : this(cell, size, 3f)
    {
    }

    public float Factor { get; }

    protected override float Slope => base.Slope * Factor;

    protected override Node Step(Node v) => v * Slope + _offset;
}

public sealed class Box<T>(T content)
{
    public T Content { get; } = content;

    public List<T> Twice => [Content, Content];

    public Box<TOther> To<TOther>(Func<T, TOther> f) => new(f(Content));
}

/// <summary>Classes, records, structs, interfaces and generics of the user's own.</summary>
[RecurrentCell]
public partial class Objects
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var acc = cell.Affine("acc", hidden, x, h);

        foreach (var spec in new[] { new GateSpec("u", 0.1f) { Peephole = true }, new GateSpec("v", 1e-8f), new WideSpec("w", -0f, 2) })
        {
            var z = cell.Affine(spec.Name, hidden, x, h, bias: spec.Bias);
            if (spec is { Peephole: true, Name.Length: 1 })
            {
                z += cell.Diagonal(spec.Name, h) * spec.Doubled;
            }

            if (spec is WideSpec { Blocks: > 1 and var blocks } wide)
            {
                z *= blocks + wide.Bias;
            }

            acc *= z.As($"gate{spec.ToString().Length}{spec.Name}");
        }

        var changed = new GateSpec("s", 0.5f) with { Bias = 0.75f };
        var (name, bias) = changed;
        acc += cell.Bias(name, hidden, bias);
        if (changed == new GateSpec("s", 0.75f) && !changed.Equals(new GateSpec("s", 0.5f)))
        {
            acc = Tanh(acc);
        }

        var pair = new Pair(acc, h) + new Pair(h, acc);
        acc = pair.Left * pair.Right;

        var c = new Coefficients(0.3f);
        var d = new Coefficients { A = c.B, B = c.A };
        acc = acc * d.A + d.B;

        IBlock block = new SlopedBlock(cell, hidden) { Name = "s" + nameof(Block) };
        acc = block.Run(block.Run(acc));
        acc = new SlopedBlock(cell, hidden, factor: 2).Run(acc) + cell.Bias(block.Name, "w", hidden);

        GateSpec? missing = null;
        acc += cell.Bias($"n{missing?.Name ?? "one"}", hidden);
        object shape = changed;
        acc *= shape is GateSpec && !(shape is Block) ? 1.5f : 0f;

        var box = new Box<Node>(acc).To(v => new { Value = Tanh(v), Scale = 0.5f });
        acc = box.Twice[1].Value * box.Content.Scale;

        Helpers.Ends(cell, h, acc);
    }
}
