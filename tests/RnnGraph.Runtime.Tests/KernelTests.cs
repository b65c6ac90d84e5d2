using System.Numerics;
using RnnGraph.Runtime;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Tests;

/// <summary>The three matrix kernels over all tile shapes, gate counts and gate orders, with whole numbers, so that every sum is exact whatever its order.</summary>
public sealed unsafe class KernelTests
{
    public static TheoryData<int, int, int, int[]> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, int, int[]>();
            int[][] gateOrders = [[0], [2], [0, 1], [2, 0], [0, 1, 2], [3, 1, 2], [0, 1, 2, 3], [4, 0, 1, 2, 3], [0, 1, 2, 3, 4, 5], [0, 1, 5, 2, 4, 3], [6, 0, 1, 2, 3, 4, 5, 7], [0, 1, 2, 3, 4, 5, 6, 7, 8], [14, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]];
            foreach (var gates in gateOrders)
            {
                // Up to two of the largest tiles, of eight rows, and more.
                foreach (var rows in Enumerable.Range(1, 17).Append(28))
                    data.Add(rows, 1 + (7 * rows % 11), rows % 3 == 0 ? 41 : 1 + (5 * rows), gates);
            }

            // Of a single row up to two of the widest tiles, of sixteen vectors, and what may be left beyond.
            foreach (var gates in new int[][] { [0, 1], [3, 0, 1, 2], [0, 1, 2, 3, 4, 5], [0, 1, 2] })
            {
                for (var vectors = gates.Length; vectors <= 40; vectors += gates.Length)
                    data.Add(1, 9, vectors / gates.Length * Vector<float>.Count, gates);
            }

            // Two, three and four panels of inputs in whole tiles, and a remainder.
            data.Add(17, 19, 20, [0, 1, 2]);
            data.Add(8, 27, 20, [0, 1, 2, 3, 4, 5]);
            data.Add(15, 51, 20, [1, 0]);

            // More rows than one block of a weight gradient holds.
            data.Add(1000, 3, 10, [1, 0]);

            // A backward copy of more than one block, by lanes and gates: one run of gates, and two.
            data.Add(5, 37, 10_000, [0]);
            data.Add(6, 33, 4_000, [2, 0, 1]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ProductsAreExact(int rows, int inputs, int outputs, int[] gates)
    {
        Products<float>(rows, inputs, outputs, gates);
        Products<double>(rows, inputs, outputs, gates);
    }

    private static void Products<T>(int rows, int inputs, int outputs, int[] gates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (accumulate, downwards) in new[] { (false, false), (true, true) })
        {
            var problem = new Problem<T>(rows, inputs, outputs, gates, accumulate);
            var expected = problem.Target.Span.ToArray();
            problem.ForEach((row, input, output, gate) =>
            {
                ref var sum = ref expected[problem.TargetIndex(row, output, gates[gate])];
                sum = (input == 0 && !accumulate ? T.Zero : sum) + (problem.Left.Span[problem.LeftIndex(row, input)] * problem.Pack.Span[problem.PackIndex(output, input, gate)]);
            });
            var panels = problem.Table.PackPanels;
            foreach (var (first, end) in new[] { (panels / 3, panels), (0, panels / 3) })
            {
                PanelProduct.Run(
                    problem.Table, problem.Pack.Pointer, problem.Left.Pointer, problem.LeftRow, problem.Target.Pointer, problem.TargetRow, problem.TargetPanel, rows, first, end, downwards);
            }

            problem.AssertTarget(expected);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void WeightGradientsAreExact(int rows, int inputs, int outputs, int[] gates)
    {
        WeightGradients<float>(rows, inputs, outputs, gates);
        WeightGradients<double>(rows, inputs, outputs, gates);
    }

    private static void WeightGradients<T>(int rows, int inputs, int outputs, int[] gates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // All rows in one step, and so many steps of a few rows, of which as many have ended.
        foreach (var (room, ended) in new[] { (rows, 0), (1, 0), (2, 1), (3, 1), (3, 0), (7, 2) })
        {
            var (steps, used) = (rows / room, room - ended);
            var problem = new Problem<T>(rows, inputs, outputs, gates, accumulate: true);
            var expected = problem.Pack.Span.ToArray();
            problem.ForEach((row, input, output, gate) =>
            {
                if (row / room < steps && row % room < used)
                    expected[problem.PackIndex(output, input, gate)] += problem.Left.Span[problem.LeftIndex(row, input)] * problem.Target.Span[problem.TargetIndex(row, output, gates[gate])];
            });
            var left = new StepRows<T>(problem.Left.Pointer, problem.LeftRow, room * problem.LeftRow);
            var delta = new StepRows<T>(problem.Target.Pointer, problem.TargetRow, room * problem.TargetRow);
            var panels = problem.Table.PackPanels;
            foreach (var (first, end) in new[] { (0, panels / 2), (panels / 2, panels) })
                GradientProduct.Run(problem.Table, problem.Pack.Pointer, left, delta, problem.TargetPanel, used, steps, first, end);
            problem.ForEach((_, input, output, gate) => Assert.Equal(expected[problem.PackIndex(output, input, gate)], problem.Pack.Span[problem.PackIndex(output, input, gate)]));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void TransposedProductsAreExact(int rows, int inputs, int outputs, int[] gates)
    {
        TransposedProducts<float>(rows, inputs, outputs, gates);
        TransposedProducts<double>(rows, inputs, outputs, gates);
    }

    private static void TransposedProducts<T>(int rows, int inputs, int outputs, int[] gates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var problem = new Problem<T>(rows, inputs, outputs, gates, accumulate: false);

        // The backward copy is made from a parameter set that holds the same pack.
        var parameters = new ParameterSet<T>(new CellPlan
        {
            Name = "Pack",
            Packs = [problem.Table.Pack],
            Parameters = [.. gates.Select((_, gate) => ParameterPlan.Matrix($"w{gate}", outputs, inputs, Initializer.Uniform, 0, gate))],
        });
        parameters.Update(values => problem.Pack.Span.CopyTo(values));
        parameters.Backward.Refresh();
        var rowStride = Panel<T>.Padded(inputs);
        var result = new AlignedArray<T>((long)rows * rowStride, cleared: false);
        result.Span.Fill(T.NaN);
        TransposedProduct.Run(
            problem.Table, parameters.Backward.Pointer(0), problem.Target.Pointer, problem.TargetRow, problem.TargetPanel, result.Pointer, rowStride, Vector<T>.Count, rows, 0, Panel<T>.Count(inputs));
        var expected = new T[rows * rowStride];
        problem.ForEach((row, input, output, gate) =>
            expected[(row * rowStride) + input] += problem.Target.Span[problem.TargetIndex(row, output, gates[gate])] * problem.Pack.Span[problem.PackIndex(output, input, gate)]);
        Assert.Equal(expected, result.Span.ToArray());
    }

    /// <summary>Operands of small whole numbers; padding lanes of deltas and packs are 0.</summary>
    private sealed class Problem<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly int _rows;
        private readonly int _slotGates;

        public Problem(int rows, int inputs, int outputs, int[] gates, bool accumulate)
        {
            _rows = rows;
            _slotGates = gates.Max() + 1;
            var pack = new PackPlan(outputs, inputs, gates.Length);
            Table = new ProductTable(pack, 0, 0, 0, 0, gates, [.. gates.Select(_ => accumulate)], Panel<T>.Count(outputs));
            Left = new AlignedArray<T>((long)rows * LeftRow);
            Pack = new AlignedArray<T>((long)Panel<T>.Padded(outputs) * inputs * gates.Length);
            Target = new AlignedArray<T>(Table.PackPanels * (long)TargetPanel);
            var random = new Random(rows + inputs + outputs);
            ForEach((row, input, output, gate) =>
            {
                Left.Span[LeftIndex(row, input)] = T.CreateChecked(random.Next(-4, 5));
                Pack.Span[PackIndex(output, input, gate)] = T.CreateChecked(random.Next(-4, 5));
                Target.Span[TargetIndex(row, output, gates[gate])] = T.CreateChecked(random.Next(-4, 5));
            });
        }

        public ProductTable Table { get; }

        public AlignedArray<T> Left { get; }

        public AlignedArray<T> Pack { get; }

        public AlignedArray<T> Target { get; }

        public int LeftRow => Table.Pack.Inputs + 3;

        public int TargetRow => _slotGates * Vector<T>.Count;

        public int TargetPanel => (_rows + 1) * TargetRow;

        public int LeftIndex(int row, int input) => (row * LeftRow) + input;

        public int PackIndex(int output, int input, int gate) =>
            (((((output / Vector<T>.Count * Table.Pack.Inputs) + input) * Table.Gates.Length) + gate) * Vector<T>.Count) + (output % Vector<T>.Count);

        public int TargetIndex(int row, int output, int gate) =>
            (output / Vector<T>.Count * TargetPanel) + (row * TargetRow) + (gate * Vector<T>.Count) + (output % Vector<T>.Count);

        public void ForEach(Action<int, int, int, int> action)
        {
            for (var row = 0; row < _rows; row++)
            {
                for (var input = 0; input < Table.Pack.Inputs; input++)
                {
                    for (var output = 0; output < Table.Pack.Outputs; output++)
                    {
                        for (var gate = 0; gate < Table.Gates.Length; gate++)
                            action(row, input, output, gate);
                    }
                }
            }
        }

        public void AssertTarget(T[] expected) => Assert.Equal(expected, Target.Span.ToArray());
    }
}
