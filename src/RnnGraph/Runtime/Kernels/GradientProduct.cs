using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>The gradient of a pack: gradient[panel, k, gate] += Σ_steps Σ_rows left[step, row, k] · delta[step, row, panel, gate], in order.</summary>
internal static unsafe class GradientProduct
{
    // The deltas of a tile's vectors, of a block of rows, stay in the first-level cache while they meet every input, beside the left operand's lines and the sums.
    private const int OtherBytes = 16 * 1024;

    /// <summary>Computes some panels of outputs.</summary>
    /// <param name="table">The weight gradient.</param>
    /// <param name="gradient">The gradient of the pack's first value.</param>
    /// <param name="left">The forward product's left operand.</param>
    /// <param name="delta">The deltas, panel 0, gate 0.</param>
    /// <param name="deltaPanel">From one of their panels to the next.</param>
    /// <param name="rows">How many rows each step has.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="firstPanel">The first panel of outputs to compute.</param>
    /// <param name="endPanel">The panel after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(
        ProductTable table, T* gradient, StepRows<T> left, StepRows<T> delta, nint deltaPanel, int rows, int steps, int firstPanel, int endPanel)
        where T : unmanaged
    {
        // Rows of several steps that lie behind one another, or of which each step has one, are as good as rows of one step.
        if (rows == 1)
            (left, delta, rows, steps) = (new(left.First, left.Step, 0), new(delta.First, delta.Step, 0), steps, 1);
        else if (left.Step == rows * left.Row && delta.Step == rows * delta.Row)
            (rows, steps) = (rows * steps, 1);
        var blockRows = (FirstLevelCache.Bytes - OtherBytes) / (TileRows.Vectors(table.Gates.Length) * Vector<byte>.Count);
        var blockSteps = Math.Max(1, blockRows / Math.Max(1, rows));
        for (var step = 0; step < steps; step += blockSteps)
        {
            for (var row = 0; row < rows; row += blockRows)
            {
                Add(
                    table, gradient, left.From(step, row), delta.From(step, row), deltaPanel, Math.Min(blockRows, rows - row), Math.Min(blockSteps, steps - step), firstPanel, endPanel);
            }
        }
    }

    /// <summary>Adds what one block of steps and rows gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T>(
        ProductTable table, T* gradient, StepRows<T> left, StepRows<T> delta, nint deltaPanel, int rows, int steps, int firstPanel, int endPanel)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var gates = table.Gates;
        var inputs = table.Pack.Inputs;
        var perInput = (nint)gates.Length * lanes;
        var most = TileRows.Vectors(gates.Length);
        var b = stackalloc T*[TileRows.MostVectors];
        var c = stackalloc T*[TileRows.MostVectors];
        int panel = firstPanel, gate = 0;
        while (panel < endPanel)
        {
            var vectors = 0;
            for (; vectors < most && panel < endPanel; vectors++)
            {
                b[vectors] = delta.First + (panel * deltaPanel) + (gates[gate] * lanes);
                c[vectors] = gradient + (panel * inputs * perInput) + (gate * lanes);
                if (++gate == gates.Length)
                {
                    gate = 0;
                    panel++;
                }
            }

            var call = new TileCall<T>
            {
                A = left.First,
                ARow = 1,
                AStep = left.Row,
                Segments = steps,
                SegmentLength = rows,
                ASegment = left.Step,
                B = b,
                BStep = delta.Row,
                BSegment = delta.Step,
                C = c,
                CRow = perInput,
                Accumulate = true,
            };
            TileRows.Run(ref call, inputs, vectors);
        }
    }
}
