using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>
/// lstm-noaf-003 against its backward pass as it was once derived by hand, line by line: for <c>s = g∘i + s⁻∘f</c>, <c>h = s∘o</c> and the loss <c>Σ_t ‖h_t − y_t‖²</c>. The variables have
/// the names of that derivation: <c>top_diff</c> comes from what follows, <c>bottom_diff</c> goes to what came before.
/// </summary>
public sealed class HandDerivedLstmTests
{
    private const int Steps = 7;
    private const int Inputs = 3;
    private const int Units = 5;

    private static readonly string[] Gates = ["i", "f", "o", "g"];

    [Fact]
    public void Every_gradient_is_the_derived_one()
    {
        var definition = Definition.WithId("lstm-noaf-003");
        int[] sizes = [Inputs, Units];
        var data = new ReferenceCell(definition, sizes).Draw(Steps, [Steps]);
        var targets = data.OutputGradients["y"].ToArray();
        var hand = new Derivation(data, targets);
        data.OutputGradients["y"] = hand.LossByOutput;
        foreach (var state in data.FinalGradients.Keys)
            data.FinalGradients[state] = new double[Units];

        Agreement.AssertEqual(hand.Result, CompiledRun.Execute(Compiled.Double(definition, sizes), data), Agreement.DoubleTolerance, "double kernel");
        Agreement.AssertEqual(hand.Result, CompiledRun.Execute(Compiled.Single(definition, sizes), data), Agreement.SingleTolerance, "float kernel");
    }

    /// <summary>One sequence, forwards and backwards by the formulas.</summary>
    private sealed class Derivation
    {
        private readonly RunData _data;
        private readonly double[] _targets;
        private readonly Step[] _steps = new Step[Steps];
        private readonly Dictionary<string, double[]> _diff;
        private readonly double[] _bottomDiffX = new double[Steps * Inputs];

        public Derivation(RunData data, double[] targets)
        {
            (_data, _targets) = (data, targets);
            _diff = data.Parameters.ToDictionary(pair => pair.Key, pair => new double[pair.Value.Length], StringComparer.Ordinal);
            var (h, s) = (data.Initial["h"], data.Initial["s"]);
            for (var t = 0; t < Steps; t++)
            {
                _steps[t] = Forward(data.Inputs["x"][(t * Inputs)..((t + 1) * Inputs)], h, s);
                (h, s) = (_steps[t].H, _steps[t].S);
            }

            // After the last step nothing follows.
            var (bottomDiffH, bottomDiffS) = (new double[Units], new double[Units]);
            for (var t = Steps - 1; t >= 0; t--)
            {
                var topDiffH = Each(u => (2 * (_steps[t].H[u] - _targets[(t * Units) + u])) + bottomDiffH[u]);
                (bottomDiffH, bottomDiffS) = Backward(t, topDiffH, topDiffS: bottomDiffS);
            }

            Result = new RunResult
            {
                Outputs = { ["y"] = [.. _steps.SelectMany(step => step.H)] },
                Final = { ["h"] = h, ["s"] = s },
                InputGradients = { ["x"] = _bottomDiffX },
                InitialGradients = { ["h"] = bottomDiffH, ["s"] = bottomDiffS },
                ParameterGradients = _diff,
            };
        }

        public RunResult Result { get; }

        public double[] LossByOutput => [.. _steps.SelectMany(step => step.H).Zip(_targets, (h, y) => 2 * (h - y))];

        private static double[] Each(Func<int, double> value) => [.. Enumerable.Range(0, Units).Select(value)];

        private Step Forward(double[] x, double[] hPrev, double[] sPrev)
        {
            var reads = Gates.ToDictionary(gate => gate, gate => Each(u => Read(gate, u, x, hPrev)), StringComparer.Ordinal);
            var (i, f, o) = (Each(u => Sigma(reads["i"][u])), Each(u => Sigma(reads["f"][u])), Each(u => Sigma(reads["o"][u])));
            var g = Each(u => Math.Tanh(reads["g"][u]));
            var s = Each(u => (g[u] * i[u]) + (sPrev[u] * f[u]));
            return new Step(x, hPrev, sPrev, i, f, o, g, s, Each(u => s[u] * o[u]));
        }

        private (double[] BottomDiffH, double[] BottomDiffS) Backward(int t, double[] topDiffH, double[] topDiffS)
        {
            var step = _steps[t];
            var ds = Each(u => (step.O[u] * topDiffH[u]) + topDiffS[u]);
            var @do = Each(u => step.S[u] * topDiffH[u]);
            var di = Each(u => step.G[u] * ds[u]);
            var dg = Each(u => step.I[u] * ds[u]);
            var df = Each(u => step.SPrev[u] * ds[u]);

            var diInput = Each(u => (1 - step.I[u]) * step.I[u] * di[u]);
            var dfInput = Each(u => (1 - step.F[u]) * step.F[u] * df[u]);
            var doInput = Each(u => (1 - step.O[u]) * step.O[u] * @do[u]);
            var dgInput = Each(u => (1 - (step.G[u] * step.G[u])) * dg[u]);

            var bottomDiffH = new double[Units];
            foreach (var (gate, input) in Gates.Zip([diInput, dfInput, doInput, dgInput]))
            {
                for (var u = 0; u < Units; u++)
                {
                    _diff[gate + ".b"][u] += input[u];
                    for (var k = 0; k < Inputs; k++)
                    {
                        _diff[gate + ".W"][(u * Inputs) + k] += input[u] * step.X[k];
                        _bottomDiffX[(t * Inputs) + k] += _data.Parameters[gate + ".W"][(u * Inputs) + k] * input[u];
                    }

                    for (var k = 0; k < Units; k++)
                    {
                        _diff[gate + ".U"][(u * Units) + k] += input[u] * step.HPrev[k];
                        bottomDiffH[k] += _data.Parameters[gate + ".U"][(u * Units) + k] * input[u];
                    }
                }
            }

            return (bottomDiffH, Each(u => ds[u] * step.F[u]));
        }

        private double Read(string gate, int unit, double[] x, double[] hPrev)
        {
            var sum = _data.Parameters[gate + ".b"][unit];
            for (var k = 0; k < Inputs; k++)
                sum += _data.Parameters[gate + ".W"][(unit * Inputs) + k] * x[k];
            for (var k = 0; k < Units; k++)
                sum += _data.Parameters[gate + ".U"][(unit * Units) + k] * hPrev[k];
            return sum;
        }

        private static double Sigma(double x) => 1 / (1 + Math.Exp(-x));

        private sealed record Step(double[] X, double[] HPrev, double[] SPrev, double[] I, double[] F, double[] O, double[] G, double[] S, double[] H);
    }
}
