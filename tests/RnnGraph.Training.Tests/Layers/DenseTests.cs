namespace RnnGraph.Training.Tests.Layers;

/// <summary>The dense layer against the formula and against central differences, at sizes around a vector register.</summary>
public sealed class DenseTests
{
    private const int Steps = 3;

    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<int, int, int>();
            foreach (var (inputs, outputs) in new[] { (1, 1), (3, 5), (4, 4), (7, 9), (8, 8), (17, 16), (16, 33) })
            {
                foreach (var batch in new[] { 1, 9, 20 })
                    data.Add(inputs, outputs, batch);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Outputs_and_gradients_are_those_of_the_formulas(int inputs, int outputs, int batch)
    {
        var random = new RandomStream(9);
        var dense = new Dense<double>(inputs, outputs);
        dense.Initialize(4);
        dense.Parameters.Write("b", Draw(outputs));
        var (w, b) = (Read("W"), Read("b"));
        var rows = Steps * batch;
        var (x, dy) = (Draw(rows * inputs), Draw(rows * outputs));
        var (y, dx) = (new double[rows * outputs], new double[rows * inputs]);
        var gradients = dense.CreateGradients();
        var workspace = dense.CreateWorkspace(Steps, batch);

        dense.Forward(workspace, x, y);
        dense.Backward(workspace, dy, dx, null, gradients);

        // sums of at most 60 products of numbers below 1, each rounded at 1e-16
        const double Tolerance = 1e-13;
        for (var row = 0; row < rows; row++)
        {
            for (var o = 0; o < outputs; o++)
                Assert.Equal(b[o] + Sum(inputs, i => w[(o * inputs) + i] * x[(row * inputs) + i]), y[(row * outputs) + o], Tolerance);
            for (var i = 0; i < inputs; i++)
                Assert.Equal(Sum(outputs, o => w[(o * inputs) + i] * dy[(row * outputs) + o]), dx[(row * inputs) + i], Tolerance);
        }

        var (dw, db) = (new double[w.Length], new double[b.Length]);
        gradients.Read("W", dw);
        gradients.Read("b", db);
        for (var o = 0; o < outputs; o++)
        {
            Assert.Equal(Sum(rows, row => dy[(row * outputs) + o]), db[o], Tolerance);
            for (var i = 0; i < inputs; i++)
                Assert.Equal(Sum(rows, row => dy[(row * outputs) + o] * x[(row * inputs) + i]), dw[(o * inputs) + i], Tolerance);
        }

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];

        double[] Read(string name)
        {
            var values = new double[dense.Parameters[name].Size];
            dense.Parameters.Read(name, values);
            return values;
        }
    }

    [Fact]
    public void Streaming_gives_what_a_run_gives()
    {
        var dense = new Dense<float>(5, 7);
        dense.Initialize(1);
        var x = Enumerable.Range(0, 15).Select(i => (float)Math.Sin(i)).ToArray();
        var (whole, single) = (new float[21], new float[7]);
        dense.Forward(dense.CreateWorkspace(3, 1, Mode.Evaluate), x, whole);
        var state = dense.CreateState(1);
        for (var t = 0; t < 3; t++)
        {
            dense.Step(x.AsSpan(t * 5, 5), single, state);
            for (var o = 0; o < 7; o++)
                Assert.Equal(whole[(t * 7) + o], single[o], 1e-6f); // sums of five products of numbers below 1, perhaps in another order
        }
    }

    [Fact]
    public void Two_threads_give_the_same_bits()
    {
        const int Batch = 40;
        var dense = new Dense<float>(33, 65);
        dense.Initialize(1);
        var x = Enumerable.Range(0, Steps * Batch * 33).Select(i => (float)Math.Sin(i)).ToArray();
        var dy = Enumerable.Range(0, Steps * Batch * 65).Select(i => (float)Math.Cos(i)).ToArray();
        Assert.Equal(Bits(1), Bits(2));

        int[] Bits(int threads)
        {
            var (y, dx) = (new float[dy.Length], new float[x.Length]);
            var gradients = dense.CreateGradients();
            var workspace = dense.CreateWorkspace(Steps, Batch, Mode.Train, threads);
            dense.Forward(workspace, x, y);
            dense.Backward(workspace, dy, dx, null, gradients);
            return [.. y.Concat(dx).Concat(gradients.Values.ToArray()).Select(BitConverter.SingleToInt32Bits)];
        }
    }

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}
