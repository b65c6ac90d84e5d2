using System.CommandLine;
using System.Globalization;
using System.Reflection;
using RnnGraph.Checking;
using RnnGraph.Graphs;
using RnnGraph.Jit;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph check</c>: the gradient check of a built cell or network, and of the same graph compiled here in double precision.</summary>
internal static class CheckCommand
{
    /// <summary>Small, and each another: no extent is a multiple of another, and none of the vector width.</summary>
    private static readonly int[] SmallSizes = [3, 5, 7, 11, 13, 17, 19, 23];

    public static Command Make(Paper paper)
    {
        var source = Arguments.Source("PROJECT");
        var cell = Arguments.Cell();
        var sizes = Arguments.Sizes("small ones");
        var steps = Arguments.Number("--steps", 4, 1, "Time steps of the run.");
        var batch = Arguments.Number("--batch", 3, 1, "Rows of the run.");
        var seed = Arguments.Number("--seed", 1, 0, "Where the random numbers start.");
        var command = new Command("check", "Compares the gradients of a cell or network with central differences and with the interpreter; exits with 1 when one is wrong.") { source, cell, sizes, steps, batch, seed };
        command.SetAction(parsed =>
        {
            var definition = DefinitionSource.Find(parsed.GetRequiredValue(source), parsed.GetValue(cell));
            var options = new GradientCheckOptions { Steps = parsed.GetValue(steps), Batch = parsed.GetValue(batch), Seed = parsed.GetValue(seed) };
            var bound = Arguments.Sizes(parsed.GetValue(sizes), definition.Graph) ?? Small(definition.Graph);
            return Reports(definition, bound, options).Select(report => Print(paper, report)).ToList().TrueForAll(passed => passed) ? ExitCodes.Success : ExitCodes.Failed;
        });
        return command;
    }

    /// <summary>The built class as it is, when there is one; and central differences, which need double precision.</summary>
    private static IEnumerable<(string What, GradientReport Report)> Reports(Definition definition, Dictionary<string, int> sizes, GradientCheckOptions options)
    {
        if (definition.Type is { } type)
        {
            var what = $"{definition.FullName}, as built";
            yield return definition.Target.IsDouble
                ? (what, GradientCheck.Run(Make<double>(type, definition, sizes), options))
                : (what, GradientCheck.Run(Make<float>(type, definition, sizes), options));
        }

        if (!definition.Target.IsDouble)
            yield return ($"{definition.FullName}, the same graph in double precision", GradientCheck.Run(Compile(definition, [.. definition.Graph.Sizes.Select(size => sizes[size])]), options));
    }

    private static Recurrent<double> Compile(Definition definition, int[] sizes) => definition.IsNetwork
        ? RuntimeCompiler.Shared.CompileNetwork<double>(definition.Graph).Create(sizes)
        : RuntimeCompiler.Shared.Compile<double>(definition.Graph).Create(sizes);

    private static Recurrent<T> Make<T>(Type type, Definition definition, Dictionary<string, int> sizes)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var open = definition.Target.Bindings.Count > 0 ? [] : definition.Graph.Sizes;
        return (Recurrent<T>)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [.. open.Select(size => (object)sizes[size])], CultureInfo.InvariantCulture)!;
    }

    private static Dictionary<string, int> Small(Graph graph)
    {
        foreach (var candidate in new[] { SmallSizes, SmallSizes.Select(_ => 6), SmallSizes.Select(_ => 12) })
        {
            var sizes = graph.Sizes.Zip(candidate).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            try
            {
                graph.Bind(sizes);
                return sizes;
            }
            catch (DefinitionException)
            {
                // Sizes that must be equal, or divide one another: the next ones are equal, and have divisors.
            }
        }

        throw new ToolException($"--sizes: expected sizes that {graph.Name} allows ({string.Join(", ", graph.Constraints.Select(pair => $"{pair.Key} = {pair.Value}"))}); none were given, and small ones don't fit");
    }

    private static bool Print(Paper paper, (string What, GradientReport Report) checkedCell)
    {
        var (what, report) = checkedCell;
        paper.Line($"{what}: {(report.Passed ? "passed" : "FAILED")}");
        paper.Table(
            ["", "tensor", ">values", ">differences", "at", ">interpreter", "at"],
            report.Rows.Select(row => (IReadOnlyList<string>)
            [
                report.RowPassed(row) ? "" : "!",
                $"{Kind(row.Kind)} {row.Name}",
                row.Elements.ToString(CultureInfo.InvariantCulture),
                Error(row.Differences),
                At(row.Differences),
                Error(row.Interpreter),
                At(row.Interpreter),
            ]));
        paper.Line(string.Create(CultureInfo.InvariantCulture, $"errors are shares of a tensor's largest magnitude; allowed: {report.DifferenceTolerance:g1} against central differences, {report.InterpreterTolerance:g1} against the interpreter"));
        paper.Line();
        return report.Passed;
    }

    private static string Kind(TensorKind kind) => kind switch
    {
        TensorKind.Output => "output",
        TensorKind.FinalState => "final state",
        TensorKind.Loss => "loss",
        TensorKind.Parameter => "∂ parameter",
        TensorKind.Input => "∂ input",
        TensorKind.LearnedStart => "∂ learned start",
        _ => "∂ initial state",
    };

    private static string Error(GradientError? error) => error is null ? "–" : error.Error.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string At(GradientError? error) => error is null || double.IsNaN(error.Given) ? "" : string.Create(CultureInfo.InvariantCulture, $"[{error.Index}]");
}
