using RnnGraph.Cells;

namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>‖∂h_T/∂s_t‖ against Jacobians multiplied out by hand, and against differences; against the textbook's powers in the theory Catalogue.</summary>
public sealed class GradientFlowTests
{
    private const int Steps = 12;
    private const int Inputs = 2;
    private const int Hidden = 5;

    private static readonly double[] X = [.. Enumerable.Range(1, Steps * Inputs).Select(i => Math.Sin(i))];

    /// <summary>∂h_T/∂h_t = Π diag(1 − h²)·U, multiplied out from the run's own outputs.</summary>
    [Fact]
    public void A_vanilla_cell_gives_the_product_of_its_jacobians()
    {
        var cell = new RnnTanhDouble(Inputs, Hidden);
        var u = new double[Hidden * Hidden];
        cell.Parameters.Read("h.U", u);
        var h = new double[Steps * Hidden];
        cell.Forward(cell.CreateWorkspace(Steps, 1), X, h);
        var flow = GradientFlowProbe.Measure(cell, X);

        var jacobian = new double[Hidden, Hidden];
        for (var i = 0; i < Hidden; i++)
            jacobian[i, i] = 1;
        for (var t = Steps; ; t--)
        {
            Assert.Equal(Math.Sqrt(jacobian.Cast<double>().Sum(value => value * value)), flow.Norms[t], 1e-13);
            if (t == 0)
                break;
            var next = new double[Hidden, Hidden];
            for (var row = 0; row < Hidden; row++)
            {
                for (var unit = 0; unit < Hidden; unit++)
                {
                    var slope = 1 - (h[((t - 1) * Hidden) + unit] * h[((t - 1) * Hidden) + unit]);
                    for (var column = 0; column < Hidden; column++)
                        next[row, column] += jacobian[row, unit] * slope * u[(unit * Hidden) + column];
                }
            }

            jacobian = next;
        }
    }

    /// <summary>Every shipped cell: the norm by each carried state against differences of the final h.</summary>
    [Fact]
    public void Any_cell_agrees_with_differences()
    {
        foreach (var id in new[] { "lstm", "gru-torch", "gru-reset-before", "peephole" })
        {
            var cell = Catalogue.Find(id).Double(Inputs, Hidden);
            var flow = GradientFlowProbe.Measure(cell, X);
            Assert.True(flow.IsExact);
            foreach (var t in new[] { 0, Steps / 2, Steps - 1 })
            {
                var total = 0.0;
                foreach (var state in cell.Signature.States)
                {
                    var squares = 0.0;
                    for (var feature = 0; feature < Hidden; feature++)
                    {
                        const double Nudge = 1e-5;
                        var (up, down) = (FinalH(cell, t, state.Name, feature, Nudge), FinalH(cell, t, state.Name, feature, -Nudge));
                        squares += up.Zip(down).Sum(pair => Math.Pow((pair.First - pair.Second) / (2 * Nudge), 2));
                    }

                    Assert.Equal(Math.Sqrt(squares), flow.ByState[state.Name][t], 1e-8); // differences: 1e-10 of third derivatives, 1e-11 of rounding
                    total += squares;
                }

                Assert.Equal(Math.Sqrt(total), flow.Norms[t], 1e-8);
            }
        }
    }

    [Fact]
    public void Random_vectors_estimate_the_norm()
    {
        var cell = new LstmForgetOneDouble(Inputs, Hidden);
        var exact = GradientFlowProbe.Measure(cell, X);
        var estimate = GradientFlowProbe.Measure(cell, X, vectors: 2000);
        Assert.False(estimate.IsExact);
        Assert.Equal(2000, estimate.Vectors);
        // ‖Jᵀv‖² spreads by √2·‖J‖² at most, its mean over 2000 vectors by 3.2 %, the root by half of that: five standard deviations.
        foreach (var (expected, given) in exact.Norms.Zip(estimate.Norms))
            Assert.InRange(given / expected, 0.92, 1.08);
    }

    [Fact]
    public void Float_and_double_agree()
    {
        var expected = GradientFlowProbe.Measure(new LstmDouble(Inputs, Hidden), X);
        var given = GradientFlowProbe.Measure(new Lstm(Inputs, Hidden), Array.ConvertAll(X, value => (float)value));
        foreach (var (a, b) in expected.Norms.Zip(given.Norms))
            Assert.Equal(1, b / a, 1e-5);
    }

    [Fact]
    public void What_is_asked_for_wrongly_is_named()
    {
        var cell = new Lstm(Inputs, Hidden);
        Assert.Contains("has no state 'z'. It has: h, c.", Assert.Throws<ArgumentException>(() => GradientFlowProbe.Measure(cell, new float[4], "z")).Message, StringComparison.Ordinal);
        Assert.Contains("is [T, 2], with 1 steps 2 values; 3 were given", Assert.Throws<ArgumentException>(() => GradientFlowProbe.Measure(cell, new float[3])).Message, StringComparison.Ordinal);
        Assert.Contains("has 1 inputs; 2 were given", Assert.Throws<ArgumentException>(() => GradientFlowProbe.Measure(cell, [new float[2], new float[2]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientFlowProbe.Measure(cell, new float[2], vectors: 0));
    }

    /// <summary>h after the last step when one feature of a state was nudged before step <paramref name="t"/>.</summary>
    private static double[] FinalH(RecurrentCell<double> cell, int t, string state, int feature, double nudge)
    {
        var carried = cell.CreateState(1);
        cell.Forward(cell.CreateWorkspace(t, 1, Mode.Evaluate), X.AsSpan(0, t * Inputs), Outputs<double>.None, carried);
        carried[state][feature] += nudge;
        cell.Forward(cell.CreateWorkspace(Steps - t, 1, Mode.Evaluate), X.AsSpan(t * Inputs), Outputs<double>.None, carried);
        return carried["h"].ToArray();
    }

    /// <summary>A token is a row of the input weights: the same as the one-hot vector in the place of it.</summary>
    [Fact]
    public void A_network_of_tokens_gives_what_its_cell_gives_for_one_hot_vectors()
    {
        const int Characters = 4;
        var network = new CharRnn.Networks.GruOne(Characters, Hidden);
        network.Initialize(7);
        var cell = new CharRnn.Cells.Gru(Characters, Hidden);
        foreach (var parameter in cell.Parameters)
        {
            var values = new float[parameter.Size];
            network.Parameters.Read("layer.0." + parameter.Name, values);
            cell.Parameters.Write(parameter.Name, values);
        }

        int[] tokens = [3, 0, 1, 1, 2, 0];
        var oneHot = new float[tokens.Length * Characters];
        for (var step = 0; step < tokens.Length; step++)
            oneHot[(step * Characters) + tokens[step]] = 1;
        var expected = GradientFlowProbe.Measure(cell, oneHot);
        var given = GradientFlowProbe.Measure(network, tokens, "layer.0.h");
        Assert.Equal(tokens.Length, given.Steps);
        for (var step = 0; step <= tokens.Length; step++)
            Assert.Equal(expected.Norms[step], given.Norms[step], 1e-5 * expected.Norms[step]); // float's rounding
    }
}
