using System.Diagnostics;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;
using Xunit.Abstractions;

namespace RnnGraph.Generators.Tests;

/// <summary>
/// How long an editor waits for the generator: two hundred cells in two hundred files, and one edit of another file. The time is printed, not asserted:
/// <c>dotnet test tests/RnnGraph.Generators.Tests -c Release --filter UpdateTime --logger "console;verbosity=detailed"</c>.
/// </summary>
public class UpdateTimeTests
{
    private const int Cells = 200;
    private const int Updates = 20;

    private readonly ITestOutputHelper _output;

    public UpdateTimeTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void An_edit_elsewhere_in_a_project_of_two_hundred_cells()
    {
        var elsewhere = Programs.Parse("internal static class Elsewhere { public static int Answer => 0; }", "Elsewhere.cs");
        var helper = Programs.Parse(Sources.Read("Helpers.cs"), "Helpers.cs");
        var compilation = Programs.Of(Enumerable.Range(0, Cells).Select(Cell).Append(helper).Append(elsewhere));

        var clock = Stopwatch.StartNew();
        var run = Generated.From(compilation);
        var first = clock.Elapsed;
        Assert.Empty(run.Diagnostics);

        var times = new List<double>();
        var processor = new List<double>();
        for (var i = 1; i <= Updates; i++)
        {
            var edited = Programs.Parse($"internal static class Elsewhere {{ public static int Answer => {i}; }}", "Elsewhere.cs");
            compilation = compilation.ReplaceSyntaxTree(elsewhere, edited);
            elsewhere = edited;

            var before = Processor();
            clock.Restart();
            run = run.Then(compilation);
            times.Add(clock.Elapsed.TotalMilliseconds);
            processor.Add(Processor() - before);

            Assert.Equal(Cells, run.Reasons("Emit").Count);
            Assert.All(run.Reasons("Emit"), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        }

        times.Sort();
        processor.Sort();
        _output.WriteLine(
            $"{Cells} cells: first run {first.TotalMilliseconds:F0} ms; one update after an edit elsewhere {times[Updates / 2]:F0} ms in the median of {Updates}, {times[0]:F0} ms at best, "
            + $"{processor[Updates / 2]:F0} ms of processor time.");
    }

    /// <summary>Processor time of this process in milliseconds, which other work on the machine doesn't lengthen.</summary>
    private static double Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalMilliseconds;
    }

    /// <summary>A peephole LSTM that calls helpers of another file, each a little different.</summary>
    private static SyntaxTree Cell(int number) => Programs.Parse(
        $$"""
        namespace Many;

        [RecurrentCell]
        public partial class Cell{{number}}
        {
            internal static void Define(CellBuilder cell, Size input, Size hidden)
            {
                var x = cell.Input("x", input);
                var h = cell.State("h", hidden);
                var c = cell.State("c", hidden);

                var i = Sigmoid(cell.Affine("i", hidden, x, h) + cell.Diagonal("i", c));
                var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: {{number}} * 0.01f) + cell.Diagonal("f", c));
                var g = Definitions.Helpers.Gate(cell, "g", hidden, Definitions.Activation.Tanh, x, h);
                var cNew = f * c + i * g;
                var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", cNew));

                cell.Next(c, cNew);
                cell.Next(h, o * Tanh(cNew));
                cell.Output("y", h.Next);
            }
        }
        """,
        $"Cell{number}.cs");
}
