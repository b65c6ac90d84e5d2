using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph.Tests.HandWritten;

/// <summary>
/// A GRU, reset before the product, in double, as the generator writes it: z, r = σ(Wx + Uh⁻ + b); n = tanh(W_n x + U_n(r∘h⁻) + b_n); h = (1 − z)∘n + z∘h⁻.
/// Two regions, as U_n needs all of r∘h⁻. The tests' second precision, and their case of packs with one and two gates.
/// </summary>
public sealed class Gru : RecurrentCell<double>, IRecurrentCell<Gru, double>
{
    public Gru(int input, int hidden)
        : base(Describe(input, hidden))
    {
    }

    public static IReadOnlyList<string> SizeNames { get; } = ["input", "hidden"];

    public static Gru Create(ReadOnlySpan<int> sizes)
    {
        SizeCheck.Count(sizes, SizeNames);
        return new Gru(sizes[0], sizes[1]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Forward(ref Pass<double> pass)
    {
        pass.Project(0); // z, r, n = W·x
        for (var t = pass.Begin; t < pass.End; t++)
        {
            pass.ProjectAndApply<Gates>(1, 0, t); // z, r += U·h⁻
            pass.ProjectAndApply<Cell>(2, 1, t); // n += U_n·(r∘h⁻)
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Backward(ref Pass<double> pass)
    {
        for (var t = pass.End - 1; t >= pass.Begin; t--)
        {
            pass.Apply<CellBackward>(2, t);
            pass.BackProject(0, t); // ∂(r∘h⁻) = U_nᵀ·∂n
            pass.Apply<GatesBackward>(3, t);
            pass.BackProject(1, t); // ∂h⁻ += Uᵀ·∂(z, r)
        }

        pass.WeightGradient(0);
        pass.WeightGradient(1);
        pass.WeightGradient(2);
        pass.BackProject(2); // ∂x = Wᵀ·∂(z, r, n)
    }

    private static CellPlan Describe(int input, int hidden) => new()
    {
        Name = "Gru",
        Sizes = [new("input", input), new("hidden", hidden)],
        Parameters =
        [
            ParameterPlan.Matrix("z.W", rows: hidden, columns: input, Initializer.Uniform, pack: 0, gate: 0),
            ParameterPlan.Matrix("z.U", rows: hidden, columns: hidden, Initializer.Uniform, pack: 1, gate: 0),
            ParameterPlan.Vector("z.b", hidden, Initializer.Uniform),
            ParameterPlan.Matrix("r.W", rows: hidden, columns: input, Initializer.Uniform, pack: 0, gate: 1),
            ParameterPlan.Matrix("r.U", rows: hidden, columns: hidden, Initializer.Uniform, pack: 1, gate: 1),
            ParameterPlan.Vector("r.b", hidden, Initializer.Uniform),
            ParameterPlan.Matrix("n.W", rows: hidden, columns: input, Initializer.Uniform, pack: 0, gate: 2),
            ParameterPlan.Matrix("n.U", rows: hidden, columns: hidden, Initializer.Uniform, pack: 2, gate: 0),
            ParameterPlan.Vector("n.b", hidden, Initializer.Uniform),
        ],
        Packs =
        [
            new(outputs: hidden, inputs: input, gates: 3),
            new(outputs: hidden, inputs: hidden, gates: 2),
            new(outputs: hidden, inputs: hidden, gates: 1),
        ],
        Slots =
        [
            SlotPlan.External("x", input), // 0
            new("gates", hidden, gates: 3, SlotLayout.Panels, train: Window.Steps, evaluate: Window.Chunk), // 1: z, r, n
            new("h", hidden, gates: 1, SlotLayout.Rows, train: Window.StepsPlusOne, evaluate: Window.Two), // 2
            new("rh", hidden, gates: 1, SlotLayout.Rows, train: Window.Steps, evaluate: Window.One), // 3: r∘h⁻
            SlotPlan.Parameter("z.b"), // 4
            SlotPlan.Parameter("r.b"), // 5
            SlotPlan.Parameter("n.b"), // 6
            SlotPlan.External("d.y", hidden, backward: true), // 7
            new("d.h", hidden, gates: 1, SlotLayout.Rows, train: Window.Two, evaluate: Window.None), // 8
            new("d.rh", hidden, gates: 1, SlotLayout.Rows, train: Window.One, evaluate: Window.None), // 9
            SlotPlan.Total("d.b", hidden, gates: 3), // 10
            SlotPlan.External("d.x", input, backward: true), // 11
        ],
        Inputs = [new("x", input, slot: 0, gradient: 11)],
        Outputs = [new("y", hidden, slot: 2, offset: 1, gradient: 7)],
        States = [new("h", hidden, slot: 2, gradient: 8)],
        Products =
        [
            new(pack: 0, source: new(0), target: 1, gates: [0, 1, 2], accumulate: false),
            new(pack: 1, source: new(2), target: 1, gates: [0, 1], accumulate: true),
            new(pack: 2, source: new(3), target: 1, gates: [2], accumulate: true),
        ],
        BackProducts =
        [
            new(pack: 2, source: 1, gates: [2], target: new(9), accumulate: false),
            new(pack: 1, source: 1, gates: [0, 1], target: new(8), accumulate: true),
            new(pack: 0, source: 1, gates: [0, 1, 2], target: new(11), accumulate: false),
        ],
        WeightGradients =
        [
            new(pack: 0, left: new(0), delta: 1, gates: [0, 1, 2]),
            new(pack: 1, left: new(2), delta: 1, gates: [0, 1]),
            new(pack: 2, left: new(3), delta: 1, gates: [2]),
        ],
        Regions =
        [
            new("Gates", hidden, operands: [new(1, 0, 0), new(1, 0, 1), new(4), new(5), new(2), new(3)]),
            new("Cell", hidden, operands: [new(1, 0, 0), new(1, 0, 2), new(6), new(2), new(2, 1)]),
            new("CellBackward", hidden, operands: [new(1, 0, 0), new(1, 0, 2), new(2), new(7), new(8, 1), new(8), new(10, 0, 0), new(10, 0, 2)]),
            new("GatesBackward", hidden, operands: [new(1, 0, 1), new(2), new(9), new(8), new(10, 0, 1)]),
        ],
        VectorGradients = [new("z.b", slot: 10, gate: 0), new("r.b", slot: 10, gate: 1), new("n.b", slot: 10, gate: 2)],
    };

    private readonly struct Gates : IRegion<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Apply<TRows>(ref Tile<double, TRows> tile)
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
                for (var left = tile.Rows; left > 0; left--)
                {
                    // z = σ(W_z·x + U_z·h⁻ + b_z); r = σ(W_r·x + U_r·h⁻ + b_r)
                    var z = VectorMath.Sigmoid(at0.Load() + at2.Load());
                    var r = VectorMath.Sigmoid(at1.Load() + at3.Load());
                    var h = at4.Load();
                    at0.Store(z, tile.Mask);
                    at1.Store(r, tile.Mask);
                    at5.Store(r * h, tile.Mask);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next(); at4.Next(); at5.Next();
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Hold(ref Tile<double, SeveralRows> tile)
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at5 = tile.Row(5);
                for (var left = tile.Rows; left > 0; left--)
                {
                    at0.Store(Vector<double>.Zero, tile.Mask);
                    at1.Store(Vector<double>.Zero, tile.Mask);
                    at5.Store(Vector<double>.Zero, tile.Mask);
                    at0.Next(); at1.Next(); at5.Next();
                }
            }
        }
    }

    private readonly struct Cell : IRegion<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Apply<TRows>(ref Tile<double, TRows> tile)
            where TRows : struct, IRowCount
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at2 = tile.Row(2);
                var at3 = tile.Row(3);
                var at4 = tile.Row(4);
                for (var left = tile.Rows; left > 0; left--)
                {
                    // n = tanh(W_n·x + U_n·(r∘h⁻) + b_n); h = (1 − z)∘n + z∘h⁻
                    var z = at0.Load();
                    var n = VectorMath.Tanh(at1.Load() + at2.Load());
                    at1.Store(n, tile.Mask);
                    at4.Store(VectorMath.MultiplyAdd(z, at3.Load() - n, n), tile.Mask);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next(); at4.Next();
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Hold(ref Tile<double, SeveralRows> tile)
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at1 = tile.Row(1);
                var at3 = tile.Row(3);
                var at4 = tile.Row(4);
                for (var left = tile.Rows; left > 0; left--)
                {
                    at1.Store(Vector<double>.Zero, tile.Mask);
                    at4.Store(at3.Load(), tile.Mask);
                    at1.Next(); at3.Next(); at4.Next();
                }
            }
        }
    }

    private readonly struct CellBackward : IRegion<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Apply<TRows>(ref Tile<double, TRows> tile)
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
                var total6 = tile.Total(6);
                var total7 = tile.Total(7);
                for (var left = tile.Rows; left > 0; left--)
                {
                    var z = at0.Load();
                    var n = at1.Load();
                    var one = Vector<double>.One;
                    var dh = at3.Load() + at4.Load();
                    var dz = dh * (at2.Load() - n) * (z * (one - z));
                    var dn = dh * (one - z) * (one - (n * n));
                    at0.Store(dz, tile.Mask);
                    at1.Store(dn, tile.Mask);
                    at5.Store(dh * z, tile.Mask);
                    total6.Add(dz);
                    total7.Add(dn);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next(); at4.Next(); at5.Next();
                }

                total6.Store(tile.Mask);
                total7.Store(tile.Mask);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Hold(ref Tile<double, SeveralRows> tile)
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at4 = tile.Row(4);
                var at5 = tile.Row(5);
                for (var left = tile.Rows; left > 0; left--)
                {
                    at0.Store(Vector<double>.Zero, tile.Mask);
                    at1.Store(Vector<double>.Zero, tile.Mask);
                    at5.Store(at4.Load(), tile.Mask);
                    at0.Next(); at1.Next(); at4.Next(); at5.Next();
                }
            }
        }
    }

    private readonly struct GatesBackward : IRegion<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Apply<TRows>(ref Tile<double, TRows> tile)
            where TRows : struct, IRowCount
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                var at1 = tile.Row(1);
                var at2 = tile.Row(2);
                var at3 = tile.Row(3);
                var total4 = tile.Total(4);
                for (var left = tile.Rows; left > 0; left--)
                {
                    var r = at0.Load();
                    var drh = at2.Load();
                    var dr = drh * at1.Load() * (r * (Vector<double>.One - r));
                    at0.Store(dr, tile.Mask);
                    at3.Store(VectorMath.MultiplyAdd(drh, r, at3.Load()), tile.Mask);
                    total4.Add(dr);
                    at0.Next(); at1.Next(); at2.Next(); at3.Next();
                }

                total4.Store(tile.Mask);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Hold(ref Tile<double, SeveralRows> tile)
        {
            for (; tile.HasPanel; tile.NextPanel())
            {
                var at0 = tile.Row(0);
                for (var left = tile.Rows; left > 0; left--)
                {
                    at0.Store(Vector<double>.Zero, tile.Mask);
                    at0.Next();
                }
            }
        }
    }
}
