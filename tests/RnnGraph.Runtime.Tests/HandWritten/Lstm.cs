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
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Apply<TRows>(ref Tile<float, TRows> tile)
            where TRows : struct, IRowCount
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at2 = tile.Row(2);
                var at3 = tile.Row(3);
                var at4 = tile.Row(4);
                var at5 = tile.Row(5);
                var at6 = tile.Row(6);
                var at7 = tile.Row(7);
                var at8 = tile.Row(8);
                var at9 = tile.Row(9);
                var at10 = tile.Row(10);
                var at11 = tile.Row(11);
                var at12 = tile.Row(12);
                for (var left = tile.Rows; left > 0; left--)
                {
                    // i = σ(W_i·x + U_i·h⁻ + b_i), f, g and o alike
                    var i = VectorMath.Sigmoid(at0.Load() + at4.Load());
                    var f = VectorMath.Sigmoid(at1.Load() + at5.Load());
                    var g = VectorMath.Tanh(at2.Load() + at6.Load());
                    var o = VectorMath.Sigmoid(at3.Load() + at7.Load());

                    // c = f ∘ c⁻ + i ∘ g
                    var c = VectorMath.MultiplyAdd(f, at8.Load(), i * g);
                    var tanhC = VectorMath.Tanh(c);
                    at0.Store(i, tile.Mask);
                    at1.Store(f, tile.Mask);
                    at2.Store(g, tile.Mask);
                    at3.Store(o, tile.Mask);
                    at9.Store(c, tile.Mask);
                    at10.Store(tanhC, tile.Mask);
                    at11.Store(o * tanhC, tile.Mask);
                    at12.Store(f, tile.Mask);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next(); at4.Next(); at5.Next(); at6.Next(); at7.Next(); at8.Next(); at9.Next(); at10.Next(); at11.Next(); at12.Next();
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Hold(ref Tile<float, SeveralRows> tile)
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at2 = tile.Row(2);
                var at3 = tile.Row(3);
                var at8 = tile.Row(8);
                var at9 = tile.Row(9);
                var at10 = tile.Row(10);
                var at11 = tile.Row(11);
                var at12 = tile.Row(12);
                var at13 = tile.Row(13);
                for (var left = tile.Rows; left > 0; left--)
                {
                    at0.Store(Vector<float>.Zero, tile.Mask);
                    at1.Store(Vector<float>.Zero, tile.Mask);
                    at2.Store(Vector<float>.Zero, tile.Mask);
                    at3.Store(Vector<float>.Zero, tile.Mask);
                    at9.Store(at8.Load(), tile.Mask);
                    at10.Store(Vector<float>.Zero, tile.Mask);
                    at11.Store(at13.Load(), tile.Mask);
                    at12.Store(Vector<float>.Zero, tile.Mask);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next(); at8.Next(); at9.Next(); at10.Next(); at11.Next(); at12.Next(); at13.Next();
                }
            }
        }
    }

    private readonly struct CellBackward : IRegion<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Apply<TRows>(ref Tile<float, TRows> tile)
            where TRows : struct, IRowCount
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at2 = tile.Row(2);
                var at3 = tile.Row(3);
                var at4 = tile.Row(4);
                var at5 = tile.Row(5);
                var at6 = tile.Row(6);
                var at7 = tile.Row(7);
                var at8 = tile.Row(8);
                var at9 = tile.Row(9);
                var at10 = tile.Row(10);
                var total11 = tile.Total(11);
                var total12 = tile.Total(12);
                var total13 = tile.Total(13);
                var total14 = tile.Total(14);
                for (var left = tile.Rows; left > 0; left--)
                {
                    var i = at0.Load();
                    var f = at1.Load();
                    var g = at2.Load();
                    var o = at3.Load();
                    var tanhC = at5.Load();
                    var one = Vector<float>.One;

                    // ∂L/∂h = ∂L/∂y + ∂L/∂h⁺; ∂L/∂c = ∂L/∂h ∘ o ∘ (1 − tanh² c) + ∂L/∂c⁺
                    var dh = at6.Load() + at7.Load();
                    var dc = VectorMath.MultiplyAdd(dh * o, one - (tanhC * tanhC), at8.Load());
                    var di = dc * g * (i * (one - i));
                    var df = dc * at4.Load() * (f * (one - f));
                    var dg = dc * i * (one - (g * g));
                    var dO = dh * tanhC * (o * (one - o));
                    at0.Store(di, tile.Mask);
                    at1.Store(df, tile.Mask);
                    at2.Store(dg, tile.Mask);
                    at3.Store(dO, tile.Mask);
                    at9.Store(dc * f, tile.Mask);
                    at10.Store(Vector<float>.Zero, tile.Mask);
                    total11.Add(di);
                    total12.Add(df);
                    total13.Add(dg);
                    total14.Add(dO);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next(); at4.Next(); at5.Next(); at6.Next(); at7.Next(); at8.Next(); at9.Next(); at10.Next();
                }

                total11.Store(tile.Mask);
                total12.Store(tile.Mask);
                total13.Store(tile.Mask);
                total14.Store(tile.Mask);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Hold(ref Tile<float, SeveralRows> tile)
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at2 = tile.Row(2);
                var at3 = tile.Row(3);
                var at7 = tile.Row(7);
                var at8 = tile.Row(8);
                var at9 = tile.Row(9);
                var at10 = tile.Row(10);
                for (var left = tile.Rows; left > 0; left--)
                {
                    at0.Store(Vector<float>.Zero, tile.Mask);
                    at1.Store(Vector<float>.Zero, tile.Mask);
                    at2.Store(Vector<float>.Zero, tile.Mask);
                    at3.Store(Vector<float>.Zero, tile.Mask);
                    at9.Store(at8.Load(), tile.Mask);
                    at10.Store(at7.Load(), tile.Mask);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next(); at7.Next(); at8.Next(); at9.Next(); at10.Next();
                }
            }
        }
    }
}
