using System.Numerics;
using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Runs of hand-written cells against plain loops, forwards and all gradients.</summary>
public sealed class ReferenceTests
{
    // Sums of some hundred products of numbers near 1, rounded to 24 bits each.
    private const double FloatTolerance = 1e-5;

    // Rounding alone.
    private const double DoubleForwardTolerance = 1e-13;

    // The central differences' own error.
    private const double DoubleGradientTolerance = 1e-8;

    public static TheoryData<int, int, int, int, bool> Shapes
    {
        get
        {
            var lanes = Vector<float>.Count;
            var data = new TheoryData<int, int, int, int, bool>();
            foreach (var (steps, batch) in new[] { (0, 2), (1, 1), (2, 5), (6, 3), (5, 17) })
            {
                data.Add(steps, batch, 3, 1, false);
                data.Add(steps, batch, lanes + 1, lanes - 1, true);
                data.Add(steps, batch, 5, lanes + 1, true);
                data.Add(steps, batch, 2 * lanes, lanes, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void LstmMatches(int steps, int batch, int input, int hidden, bool ragged) =>
        Compare(new Lstm(input, hidden), ReferenceCell.Lstm, steps, batch, ragged, FloatTolerance, FloatTolerance);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void GruMatches(int steps, int batch, int input, int hidden, bool ragged) =>
        Compare(new Gru(input, hidden), ReferenceCell.Gru, steps, batch, ragged, DoubleForwardTolerance, DoubleGradientTolerance);

    [Theory]
    [InlineData(1, 100)]
    [InlineData(3, 37)]
    [InlineData(32, 7)]
    public void LargeSizesMatchForward(int batch, int steps)
    {
        var run = new CellRun<float>(new Lstm(33, 257), steps, batch, ragged: true);
        run.Forward(run.Cell.CreateWorkspace(steps, batch, Mode.Evaluate));
        var y = ReferenceCell.Lstm.Run(run.Data);

        // Contractive over time, so rounding doesn't pile up beyond that of one step's sums of 290 products.
        AssertClose(y, CellRun<float>.ToDouble(run.Y), FloatTolerance, "y");
    }

    private static void Compare<T>(
        RecurrentCell<T> cell, ReferenceCell reference, int steps, int batch, bool ragged, double forward, double backward)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var run = new CellRun<T>(cell, steps, batch, ragged);
        var workspace = cell.CreateWorkspace(steps, batch);
        run.Forward(workspace).Backward(workspace);
        foreach (var parameter in cell.Parameters)
            AssertClose(reference.Gradient(run.Data, run.Data.Parameters[parameter.Name]), run.Gradient(parameter.Name), backward, "d." + parameter.Name);
        AssertClose(reference.Gradient(run.Data, run.Data.X), CellRun<T>.ToDouble(run.Dx), backward, "d.x");
        foreach (var state in reference.States)
            AssertClose(reference.Gradient(run.Data, run.Data.States[state]), CellRun<T>.ToDouble(run.InitialGradient[state]), backward, "d." + state);

        var evaluation = new CellRun<T>(cell, steps, batch, ragged).Forward(cell.CreateWorkspace(steps, batch, Mode.Evaluate));
        var y = reference.Run(run.Data);
        AssertClose(y, CellRun<T>.ToDouble(run.Y), forward, "y");
        AssertClose(y, CellRun<T>.ToDouble(evaluation.Y), forward, "y when evaluating");
        foreach (var state in reference.States)
        {
            AssertClose(run.Data.States[state], CellRun<T>.ToDouble(run.Final[state]), forward, state);
            AssertClose(run.Data.States[state], CellRun<T>.ToDouble(evaluation.Final[state]), forward, state + " when evaluating");
        }
    }

    /// <summary>Differences relative to the largest magnitude expected, or to 1 if that is more.</summary>
    private static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1, expected.Length == 0 ? 0 : expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
    }
}
