using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph.Tests.HandWritten;

/// <summary>An LSTM as the generator writes it: i, f, o = σ(Wx + Uh⁻ + b); g = tanh(Wx + Uh⁻ + b); c = f∘c⁻ + i∘g; h = o∘tanh c.</summary>
public sealed class Lstm : RecurrentCell<float>, IRecurrentCell<Lstm, float>
{
    public Lstm(int input, int hidden)
        : base(Describe(input, hidden))
    {
    }

    public static IReadOnlyList<string> SizeNames { get; } = ["input", "hidden"];

    public static Lstm Create(ReadOnlySpan<int> sizes)
    {
        SizeCheck.Count(sizes, SizeNames);
        return new Lstm(sizes[0], sizes[1]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Forward(ref Pass<float> pass)
    {
        pass.Project(0); // i, f, g, o = W·x
        for (var t = pass.Begin; t < pass.End; t++)
            pass.ProjectAndApply<Cell>(1, 0, t); // i, f, g, o += U·h⁻
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Backward(ref Pass<float> pass)
    {
        for (var t = pass.End - 1; t >= pass.Begin; t--)
        {
            pass.Apply<CellBackward>(1, t);
            pass.BackProject(0, t); // ∂h⁻ += Uᵀ·∂(i, f, g, o)
        }

        pass.WeightGradient(0); // ∂W += Σ ∂(i, f, g, o)·xᵀ
        pass.WeightGradient(1); // ∂U += Σ ∂(i, f, g, o)·h⁻ᵀ
        pass.BackProject(1); // ∂x = Wᵀ·∂(i, f, g, o)
    }

    private static CellPlan Describe(int input, int hidden) => new()
    {
        Name = "Lstm",
        Sizes = [new("input", input), new("hidden", hidden)],
        Parameters =
        [
            ParameterPlan.Matrix("i.W", rows: hidden, columns: input, Initializer.Uniform, pack: 0, gate: 0),
            ParameterPlan.Matrix("i.U", rows: hidden, columns: hidden, Initializer.Uniform, pack: 1, gate: 0),
            ParameterPlan.Vector("i.b", hidden, Initializer.Uniform),
            ParameterPlan.Matrix("f.W", rows: hidden, columns: input, Initializer.Uniform, pack: 0, gate: 1),
            ParameterPlan.Matrix("f.U", rows: hidden, columns: hidden, Initializer.Uniform, pack: 1, gate: 1),
            ParameterPlan.Vector("f.b", hidden, Initializer.Constant(1f)),
            ParameterPlan.Matrix("g.W", rows: hidden, columns: input, Initializer.Glorot, pack: 0, gate: 2),
            ParameterPlan.Matrix("g.U", rows: hidden, columns: hidden, Initializer.Orthogonal, pack: 1, gate: 2),
            ParameterPlan.Vector("g.b", hidden, Initializer.Uniform),
            ParameterPlan.Matrix("o.W", rows: hidden, columns: input, Initializer.Uniform, pack: 0, gate: 3),
            ParameterPlan.Matrix("o.U", rows: hidden, columns: hidden, Initializer.Uniform, pack: 1, gate: 3),
            ParameterPlan.Vector("o.b", hidden, Initializer.Uniform),
        ],
        Packs =
        [
            new(outputs: hidden, inputs: input, gates: 4),
            new(outputs: hidden, inputs: hidden, gates: 4),
        ],
        Slots =
        [
            SlotPlan.External("x", input), // 0
            new("gates", hidden, gates: 4, SlotLayout.Panels, train: Window.Steps, evaluate: Window.Chunk), // 1: i, f, g, o
            new("h", hidden, gates: 1, SlotLayout.Rows, train: Window.StepsPlusOne, evaluate: Window.Two), // 2
            new("c", hidden, gates: 1, SlotLayout.Panels, train: Window.StepsPlusOne, evaluate: Window.Two), // 3
            new("tanh c", hidden, gates: 1, SlotLayout.Panels, train: Window.Steps, evaluate: Window.One), // 4
            SlotPlan.Parameter("i.b"), // 5
            SlotPlan.Parameter("f.b"), // 6
            SlotPlan.Parameter("g.b"), // 7
            SlotPlan.Parameter("o.b"), // 8
            SlotPlan.External("d.y", hidden, backward: true), // 9
            new("d.h", hidden, gates: 1, SlotLayout.Rows, train: Window.Two, evaluate: Window.None), // 10
            new("d.c", hidden, gates: 1, SlotLayout.Panels, train: Window.Two, evaluate: Window.None), // 11
            SlotPlan.Total("d.i.b", hidden), // 12
            SlotPlan.Total("d.f.b", hidden), // 13
            SlotPlan.Total("d.g.b", hidden), // 14
            SlotPlan.Total("d.o.b", hidden), // 15
            SlotPlan.External("d.x", input, backward: true), // 16
            SlotPlan.Tap("forget", hidden), // 17
        ],
        Inputs = [new("x", input, slot: 0, gradient: 16)],
        Outputs = [new("y", hidden, slot: 2, offset: 1, gradient: 9)],
        States = [new("h", hidden, slot: 2, gradient: 10), new("c", hidden, slot: 3, gradient: 11)],
        Taps = [new("forget", hidden, slot: 17)],
        Products =
        [
            new(pack: 0, source: new(0), target: 1, gates: [0, 1, 2, 3], accumulate: false),
            new(pack: 1, source: new(2), target: 1, gates: [0, 1, 2, 3], accumulate: true),
        ],
        BackProducts =
        [
            new(pack: 1, source: 1, gates: [0, 1, 2, 3], target: new(10), accumulate: true),
            new(pack: 0, source: 1, gates: [0, 1, 2, 3], target: new(16), accumulate: false),
        ],
        WeightGradients =
        [
            new(pack: 0, left: new(0), delta: 1, gates: [0, 1, 2, 3]),
            new(pack: 1, left: new(2), delta: 1, gates: [0, 1, 2, 3]),
        ],
        Regions =
        [
            new("Cell", hidden, operands: [new(1, 0, 0), new(1, 0, 1), new(1, 0, 2), new(1, 0, 3), new(5), new(6), new(7), new(8), new(3), new(3, 1), new(4), new(2, 1), new(17), new(2)]),
            new(
                "CellBackward",
                hidden,
                operands: [new(1, 0, 0), new(1, 0, 1), new(1, 0, 2), new(1, 0, 3), new(3), new(4), new(9), new(10, 1), new(11, 1), new(11), new(10), new(12), new(13), new(14), new(15)]),
        ],
        VectorGradients = [new("i.b", slot: 12), new("f.b", slot: 13), new("g.b", slot: 14), new("o.b", slot: 15)],
    };

    private readonly struct Cell : IRegion<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(in Tile<float> tile, int row)
        {
            // i = σ(W_i·x + U_i·h⁻ + b_i), f, g and o alike
            var i = VectorMath.Sigmoid(tile.Load(0, row) + tile.Load(4, row));
            var f = VectorMath.Sigmoid(tile.Load(1, row) + tile.Load(5, row));
            var g = VectorMath.Tanh(tile.Load(2, row) + tile.Load(6, row));
            var o = VectorMath.Sigmoid(tile.Load(3, row) + tile.Load(7, row));

            // c = f ∘ c⁻ + i ∘ g
            var c = VectorMath.MultiplyAdd(f, tile.Load(8, row), i * g);
            var tanhC = VectorMath.Tanh(c);
            tile.Store(0, row, i);
            tile.Store(1, row, f);
            tile.Store(2, row, g);
            tile.Store(3, row, o);
            tile.Store(9, row, c);
            tile.Store(10, row, tanhC);
            tile.Store(11, row, o * tanhC);
            tile.Store(12, row, f);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Hold(in Tile<float> tile, int row)
        {
            tile.Store(0, row, Vector<float>.Zero);
            tile.Store(1, row, Vector<float>.Zero);
            tile.Store(2, row, Vector<float>.Zero);
            tile.Store(3, row, Vector<float>.Zero);
            tile.Store(9, row, tile.Load(8, row));
            tile.Store(10, row, Vector<float>.Zero);
            tile.Store(11, row, tile.Load(13, row));
            tile.Store(12, row, Vector<float>.Zero);
        }
    }

    private readonly struct CellBackward : IRegion<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(in Tile<float> tile, int row)
        {
            var i = tile.Load(0, row);
            var f = tile.Load(1, row);
            var g = tile.Load(2, row);
            var o = tile.Load(3, row);
            var tanhC = tile.Load(5, row);
            var one = Vector<float>.One;

            // ∂L/∂h = ∂L/∂y + ∂L/∂h⁺; ∂L/∂c = ∂L/∂h ∘ o ∘ (1 − tanh² c) + ∂L/∂c⁺
            var dh = tile.Load(6, row) + tile.Load(7, row);
            var dc = VectorMath.MultiplyAdd(dh * o, one - (tanhC * tanhC), tile.Load(8, row));
            var di = dc * g * (i * (one - i));
            var df = dc * tile.Load(4, row) * (f * (one - f));
            var dg = dc * i * (one - (g * g));
            var dO = dh * tanhC * (o * (one - o));
            tile.Store(0, row, di);
            tile.Store(1, row, df);
            tile.Store(2, row, dg);
            tile.Store(3, row, dO);
            tile.Store(9, row, dc * f);
            tile.Store(10, row, Vector<float>.Zero);
            tile.Accumulate(11, di);
            tile.Accumulate(12, df);
            tile.Accumulate(13, dg);
            tile.Accumulate(14, dO);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Hold(in Tile<float> tile, int row)
        {
            tile.Store(0, row, Vector<float>.Zero);
            tile.Store(1, row, Vector<float>.Zero);
            tile.Store(2, row, Vector<float>.Zero);
            tile.Store(3, row, Vector<float>.Zero);
            tile.Store(9, row, tile.Load(8, row));
            tile.Store(10, row, tile.Load(7, row));
        }
    }
}
