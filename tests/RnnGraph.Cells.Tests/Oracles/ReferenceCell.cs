using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>A definition with its sizes bound, run by the reference interpreter, forwards and by its derived graph.</summary>
internal sealed class ReferenceCell
{
    /// <summary>Draws until no kink is near; more than this would mean that the data can't be had.</summary>
    private const int Draws = 200;

    private readonly Graph _forward;
    private readonly Graph _adjoint;

    /// <summary>Records, differentiates and binds.</summary>
    public ReferenceCell(Definition definition, int[] sizes)
    {
        var recorded = definition.Record();
        var bindings = definition.Bindings(sizes);
        _forward = recorded.Bind(bindings);
        _adjoint = Differentiation.Differentiate(recorded).Bind(bindings);
    }

    /// <summary>Draws data whose kinks are not near; the same for the same cell and shape.</summary>
    public RunData Draw(int steps, int[] lengths, double near = KinkGuard.NearInFloat) => Draw(steps, lengths, near, _ => true);

    /// <summary>
    /// Draws data and runs it. For a float kernel, data is drawn again too where a sum cancels so far that rounding what goes in moves what comes out by a
    /// twentieth of the tolerance: there a right kernel may be off by more than it.
    /// </summary>
    public (RunData Data, RunResult Expected) DrawAndRun(int steps, int[] lengths, bool inFloat)
    {
        RunResult? expected = null;
        var data = Draw(steps, lengths, KinkGuard.NearInFloat, candidate =>
        {
            expected = Run(candidate);
            return !inFloat || Agreement.Report(expected, Run(candidate.Rounded()), Agreement.SingleTolerance / 20).Length == 0;
        });
        return (data, expected!);
    }

    /// <summary>Outputs, final states and every gradient of one run.</summary>
    public RunResult Run(RunData data)
    {
        var results = Interpreter.Run(_adjoint, Arguments(data));
        return new RunResult
        {
            Outputs = data.OutputGradients.Keys.ToDictionary(name => name, name => results[ResultKind.Output, name], StringComparer.Ordinal),
            Final = data.FinalGradients.Keys.ToDictionary(name => name, name => results[ResultKind.FinalState, name], StringComparer.Ordinal),
            InputGradients = Gradients(results, data.Inputs.Keys),
            InitialGradients = Gradients(results, data.Initial.Keys),
            ParameterGradients = Gradients(results, data.Parameters.Keys),
        };
    }

    /// <summary>Outputs and final states of one run in evaluation.</summary>
    public RunResult Evaluate(RunData data)
    {
        var results = Interpreter.Run(_forward, Arguments(data, Mode.Evaluate));
        return new RunResult
        {
            Outputs = data.OutputGradients.Keys.ToDictionary(name => name, name => results[ResultKind.Output, name], StringComparer.Ordinal),
            Final = data.FinalGradients.Keys.ToDictionary(name => name, name => results[ResultKind.FinalState, name], StringComparer.Ordinal),
        };
    }

    /// <summary>The data as the interpreter takes it.</summary>
    public static GraphArguments Arguments(RunData data, Mode mode = Mode.Train)
    {
        var arguments = new GraphArguments(data.Steps, data.Batch, data.Lengths) { Seed = data.Seed, Mode = mode };
        Copy(data.Inputs, arguments.Inputs, "");
        Copy(data.OutputGradients, arguments.Inputs, "d.");
        Copy(data.Initial, arguments.Given, "");
        Copy(data.FinalGradients, arguments.Given, "d.");
        Copy(data.Parameters, arguments.Parameters, "");
        return arguments;
    }

    private RunData Draw(int steps, int[] lengths, double near, Func<RunData, bool> isFit)
    {
        var guard = new KinkGuard(_forward, near);
        for (var seed = 1; seed <= Draws; seed++)
        {
            var data = RandomData.Draw(_forward, steps, lengths, seed);
            if (!guard.IsNear(data) && isFit(data))
                return data;
        }

        throw new InvalidOperationException($"{Draws} draws for {_forward.Name} all came near a kink or cancelled.");
    }

    private static void Copy(Dictionary<string, double[]> from, Dictionary<string, double[]> to, string prefix)
    {
        foreach (var (name, values) in from)
            to[prefix + name] = values;
    }

    private static Dictionary<string, double[]> Gradients(GraphResults results, IEnumerable<string> names) =>
        names.ToDictionary(name => name, name => results[ResultKind.Gradient, name], StringComparer.Ordinal);
}
