using System.Reflection;
using RnnGraph.Cells;
using RnnGraph.Jit.Tests;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests;

/// <summary>
/// Deep cells stay within what a body may hold and the just-in-time compiler optimises: a longer method it compiles without optimising, and beyond so many locals it
/// keeps them in memory. What goes past the budget is refused.
/// </summary>
public class BudgetTests
{
    private const int OptimisedBytes = 60_000;
    private const int TrackedLocals = 1024;

    [Fact]
    public void Eight_layers_that_all_feed_each_other_are_bodies_within_the_limits() =>
        Check((cell, input, hidden) => GatedFeedbackLstm.Define(cell, input, hidden, layers: 8));

    [Fact]
    public void Sixty_four_micro_steps_with_products_between_are_bodies_within_the_limits() =>
        Check((cell, input, hidden) => RecurrentHighway.Define(cell, input, hidden, depth: 64));

    [Fact]
    public void Sixty_four_steps_with_no_product_between_are_one_body_and_refused_by_the_names_of_its_values()
    {
        var error = Assert.Throws<CompilationBudgetException>(() => Emit(Unrolled));

        Assert.Equal("RNN5001", error.Id);
        Assert.StartsWith("'Deep' computes step1, step2, step3 in ", error.Message, StringComparison.Ordinal);
        Assert.Contains(" elementwise operations between two products, more than the 300 that one body may have.", error.Message, StringComparison.Ordinal);
    }

    private static void Unrolled(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h) = (cell.Dense("x", hidden, cell.Input("x", input)), cell.State("h", hidden));
        var step = h;
        for (var i = 1; i <= 64; i++)
        {
            var gate = Op.Sigmoid(x + step);
            step = (gate * step) + ((1f - gate) * Op.Tanh(x - step));
            cell.Tap($"step{i}", step);
        }

        cell.Next(h, step);
        cell.Output("y", h.Next);
    }

    private static IReadOnlyList<EmittedFile> Emit(Action<CellBuilder, Size, Size> define) =>
        CellCompiler.Emit(GraphText.Print(Recording.Symbolic(define)), new CellTarget("Deep", "Emitted", isDouble: true));

    private static void Check(Action<CellBuilder, Size, Size> define)
    {
        var assembly = EmittedAssembly.Compile(Emit(define).Select(file => file.Source));
        var methods = Methods(assembly).ToList();
        Assert.Contains(methods, method => method.Name == "Apply");
        Assert.All(methods, method =>
        {
            var body = method.GetMethodBody()!;
            Assert.InRange(body.GetILAsByteArray()!.Length, 1, OptimisedBytes);
            Assert.InRange(body.LocalVariables.Count, 0, TrackedLocals - 1);
        });

        var cell = assembly.GetType("Emitted.Deep", throwOnError: true)!;
        foreach (var shape in new[] { new RunShape(Input: 2, Hidden: 3, Steps: 3, Batch: 3, [3, 0, 2]), new RunShape(Input: 3, Hidden: 5, Steps: 2, Batch: 17) })
        {
            var graph = Recording.Bound(define, shape.Input, shape.Hidden);
            Comparison.AssertSame($"{shape}", graph, (RecurrentCell<double>)Activator.CreateInstance(cell, shape.Input, shape.Hidden)!, shape, Comparison.DoubleTolerance);
        }
    }

    /// <summary>All methods but the one that builds the tables: it runs once, and grows by a row for each value.</summary>
    private static IEnumerable<MethodInfo> Methods(Assembly assembly)
    {
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        return assembly.GetTypes().SelectMany(type => type.GetMethods(Declared)).Where(method => method.Name != "Describe" && method.GetMethodBody() is not null);
    }
}
