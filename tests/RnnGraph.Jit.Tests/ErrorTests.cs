using RnnGraph.Differentiating;
using RnnGraph.Graphs;

namespace RnnGraph.Jit.Tests;

/// <summary>What can't be compiled is refused with the argument, what was expected and what was given.</summary>
public class ErrorTests
{
    private static readonly RuntimeCompiler Compiler = new();

    [Fact]
    public void Half_precision() => Says<NotSupportedException>("Kernels compute in float or double; Half was given for T.", () => Compiler.Compile<Half>(Cell()));

    [Fact]
    public void A_differentiated_graph() =>
        Says<ArgumentException>("'Cell' is differentiated (it has the gradient of 'x')", () => Compiler.Compile<float>(Differentiation.Differentiate(Cell())));

    [Fact]
    public void Some_sizes_but_not_all() =>
        Says<ArgumentException>("'Cell' takes all of its sizes or none: input, hidden; no value was given for hidden.", () => Compiler.Compile<float>(Cell(), new Dictionary<string, int> { ["input"] = 2 }));

    [Fact]
    public void A_size_that_there_is_not() =>
        Says<DefinitionException>("'Cell' has no size 'width'; its sizes are 'input', 'hidden'.", () => Compiler.Compile<float>(Cell(), new Dictionary<string, int> { ["width"] = 2 }));

    [Fact]
    public void A_size_of_nothing() =>
        Says<DefinitionException>("The size 'hidden' of 'Cell' is bound to 0; a size is at least 1.", () => Compiler.Compile<float>(Cell(), new Dictionary<string, int> { ["input"] = 2, ["hidden"] = 0 }));

    [Fact]
    public void Too_few_sizes_when_a_cell_is_made() =>
        Says<ArgumentException>("2", () => Compiler.Compile<float>(Cell()).Create(3));

    [Fact]
    public void A_cache_of_nothing() => Says<ArgumentOutOfRangeException>("A cache holds at least 1 compiled cell; 0 was given.", () => new RuntimeCompiler(0));

    [Fact]
    public void A_failure_is_not_kept()
    {
        var compiler = new RuntimeCompiler();
        var graph = Cell();
        var broken = new Graph(graph.Name, graph.Sizes, graph.Constraints, [.. graph.Nodes.Skip(1)], graph.Results);
        Assert.ThrowsAny<Exception>(() => compiler.Compile<float>(broken));
        Assert.ThrowsAny<Exception>(() => compiler.CompileAll<float>([graph, broken]));
        Assert.Equal(0, compiler.Count);
        Assert.NotNull(compiler.Compile<float>(graph));
    }

    private static void Says<TException>(string message, Func<object> action)
        where TException : Exception => Assert.Contains(message, Assert.Throws<TException>(action).Message, StringComparison.Ordinal);

    private static Graph Cell()
    {
        var cell = new CellBuilder();
        Cells.RnnTanh.Define(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
        return cell.Build("Cell");
    }
}
