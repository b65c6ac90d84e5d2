using System.Numerics;
using RnnGraph.Runtime;

namespace RnnGraph.Training;

/// <summary>A dense layer at every step: y = W·x + b, W [outputs, inputs]. It stands on the runtime's tables and kernels like a generated cell without a state, so
/// that its weights lie packed, tokens are gathered, and any number of threads gives the same bits.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="inputs">Features of x.</param>
/// <param name="outputs">Features of y.</param>
public sealed class Dense<T>(int inputs, int outputs) : RecurrentCell<T>(Describe(inputs, outputs)), IRecurrentCell<Dense<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // slots
    private const int X = 0;
    private const int Y = 1;
    private const int B = 2;
    private const int DY = 3;
    private const int Delta = 4;
    private const int DB = 5;
    private const int DX = 6;

    /// <inheritdoc/>
    public static IReadOnlyList<string> SizeNames { get; } = ["inputs", "outputs"];

    /// <inheritdoc/>
    public static Dense<T> Create(ReadOnlySpan<int> sizes)
        => sizes.Length == 2 ? new(sizes[0], sizes[1]) : throw new ArgumentException($"Expected 2 sizes, inputs and outputs, given {sizes.Length}.", nameof(sizes));

    /// <inheritdoc/>
    protected override void Forward(ref Pass<T> pass)
    {
        pass.Project(0);
        pass.Apply<AddBias>(0);
    }

    /// <inheritdoc/>
    protected override void Backward(ref Pass<T> pass)
    {
        pass.Apply<TakeDelta>(1);
        pass.WeightGradient(0);
        pass.BackProject(0);
    }

    private static CellPlan Describe(int inputs, int outputs) => new()
    {
        Name = "Dense",
        Sizes = [new("inputs", inputs), new("outputs", outputs)],
        Parameters = [ParameterPlan.Matrix("W", outputs, inputs, Initializer.Glorot, pack: 0, gate: 0), ParameterPlan.Vector("b", outputs, Initializer.Constant(0))],
        Packs = [new(outputs, inputs, gates: 1)],
        Slots =
        [
            SlotPlan.External("x", inputs),
            SlotPlan.External("y", outputs),
            SlotPlan.Parameter("b"),
            SlotPlan.External("d.y", outputs, backward: true),
            new("d.y in panels", outputs, 1, SlotLayout.Panels, Window.Steps, Window.None),
            SlotPlan.Total("d.b", outputs),
            SlotPlan.External("d.x", inputs, backward: true),
        ],
        Inputs = [new("x", inputs, X, gradient: DX)],
        Outputs = [new("y", outputs, Y, gradient: DY)],
        Products = [new(pack: 0, source: X, target: Y, gates: [0], accumulate: false)],
        BackProducts = [new(pack: 0, source: Delta, gates: [0], target: DX, accumulate: false)],
        WeightGradients = [new(pack: 0, left: X, delta: Delta, gates: [0])],
        Regions = [new("y", outputs, [Y, B]), new("d.y", outputs, [DY, Delta, DB])],
        VectorGradients = [new("b", DB)],
    };

    /// <summary>y = W·x + b.</summary>
    private readonly struct AddBias : IRegion<T>
    {
        public static void Apply(in Tile<T> tile, int row) => tile.Store(0, row, tile.Load(0, row) + tile.Load(1, row));

        public static void Hold(in Tile<T> tile, int row) => tile.Store(0, row, Vector<T>.Zero);
    }

    /// <summary>∂L/∂b = Σ ∂L/∂y; and ∂L/∂y in panels, as the products read it.</summary>
    private readonly struct TakeDelta : IRegion<T>
    {
        public static void Apply(in Tile<T> tile, int row)
        {
            var delta = tile.Load(0, row);
            tile.Store(1, row, delta);
            tile.Accumulate(2, delta);
        }

        public static void Hold(in Tile<T> tile, int row) => tile.Store(1, row, Vector<T>.Zero);
    }
}
