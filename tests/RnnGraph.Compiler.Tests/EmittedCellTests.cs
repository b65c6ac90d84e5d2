using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests;

/// <summary>Random cells emitted as C#, compiled and run on the runtime, against the reference interpretation: faults of emission and of the kernels fail here.</summary>
public class EmittedCellTests
{
    private const int Count = 40;

    /// <summary>Both compute in double precision, in different orders and with different elementary functions, each good to about 1e-15.</summary>
    private const double Tolerance = 1e-12;

    [Fact]
    public void Emitted_cells_give_what_their_graphs_mean()
    {
        var cells = Enumerable.Range(0, Count).Select(seed => new RandomCell((seed * 7919) + 1, 1 + (seed % 16), RandomCellParts.All)).ToList();
        var assembly = Compile(cells.SelectMany((cell, index) =>
            CellCompiler.Emit(GraphText.Print(Recording.Symbolic(cell.Define)), new CellTarget("Random" + index, "Emitted", isDouble: true))
                .Select(file => file.Source.Replace("\npartial class", "\npublic partial class", StringComparison.Ordinal))));
        for (var index = 0; index < cells.Count; index++)
        {
            foreach (var (input, hidden, steps, batch, lengths) in Shapes())
            {
                var type = assembly.GetType("Emitted.Random" + index, throwOnError: true)!;
                var emitted = (RecurrentCell<double>)Activator.CreateInstance(type, input, hidden)!;
                Check($"{cells[index]} I{input} H{hidden} T{steps} B{batch}", Recording.Bound(cells[index].Define, input, hidden), emitted, steps, batch, lengths);
            }
        }
    }

    /// <summary>Sizes below, at and beyond the vector width; several chunks of rows; ragged lengths.</summary>
    private static IEnumerable<(int Input, int Hidden, int Steps, int Batch, int[]? Lengths)> Shapes() =>
    [
        (3, Vector<double>.Count + 1, 4, 3, null),
        (2, Vector<double>.Count, 5, 3, [5, 0, 2]),
        (1, (2 * Vector<double>.Count) + 3, 3, 17, null),
    ];

    private static Assembly Compile(IEnumerable<string> sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Emitted",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(5)));
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }

    private static void Check(string about, Graph graph, RecurrentCell<double> emitted, int steps, int batch, int[]? lengths)
    {
        var adjoint = Differentiation.Differentiate(graph);
        var arguments = GraphArguments.Uniform(adjoint, steps, batch, seed: 5, lengths, range: 0.7);
        var expected = Interpreter.Run(adjoint, arguments);
        foreach (var name in emitted.Parameters.Names)
        {
            emitted.Parameters.Write(name, arguments.Parameters[name]);
        }

        foreach (var threads in new[] { 1, 2 })
        {
            var workspace = emitted.CreateWorkspace(steps, batch, Mode.Train, threads);
            var (state, adjointState, gradients) = (emitted.CreateState(batch), emitted.CreateState(batch), emitted.CreateGradients());
            foreach (var info in emitted.Signature.States)
            {
                arguments.Given[info.Name].CopyTo(state[info.Name]);
                arguments.Given["d." + info.Name].CopyTo(adjointState[info.Name]);
            }

            var y = new double[arguments.Inputs["d.y"].Length];
            var dx = new double[arguments.Inputs["x"].Length];
            emitted.Forward(workspace, arguments.Inputs["x"], y, state, lengths);
            emitted.Backward(workspace, arguments.Inputs["d.y"], dx, adjointState, gradients);
            AssertClose($"{about} y", expected[ResultKind.Output, "y"], y);
            AssertClose($"{about} dx", expected[ResultKind.Gradient, "x"], dx);
            foreach (var info in emitted.Signature.States)
            {
                AssertClose($"{about} final {info.Name}", expected[ResultKind.FinalState, info.Name], state[info.Name]);
                AssertClose($"{about} d initial {info.Name}", expected[ResultKind.Gradient, info.Name], adjointState[info.Name]);
            }

            foreach (var name in emitted.Parameters.Names)
            {
                var gradient = new double[arguments.Parameters[name].Length];
                gradients.Read(name, gradient);
                AssertClose($"{about} d {name}", expected[ResultKind.Gradient, name], gradient);
            }
        }
    }

    private static void AssertClose(string what, double[] expected, ReadOnlySpan<double> actual)
    {
        var scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.True(Math.Abs(expected[index] - actual[index]) <= Tolerance * Math.Max(1, scale), $"{what}[{index}]: expected {expected[index]}, was {actual[index]}");
        }
    }
}
