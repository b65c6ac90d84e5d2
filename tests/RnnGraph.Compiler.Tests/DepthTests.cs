using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests;

/// <summary>
/// Deep definitions compile in a time that grows with their nodes. Each level reads the one below twice, so a walk that forgets where it has been takes twice as
/// long with every level; at these depths it would never end.
/// </summary>
public class DepthTests
{
    private const int Levels = 40;

    [Fact]
    public void Levels_of_a_recurrence_that_read_each_other_twice() => Emit((cell, units, _) =>
    {
        var h = cell.State("h", units);
        var s = h;
        for (var level = 0; level < Levels; level++)
        {
            s = s * (1f - s);
        }

        cell.Next(h, s + cell.Input("x", units));
        cell.Output("y", h.Next);
    });

    [Fact]
    public void Levels_of_an_input_that_read_each_other_twice() => Emit((cell, units, hidden) =>
    {
        var (x, h) = (cell.Input("x", units), cell.State("h", hidden));
        for (var level = 0; level < Levels; level++)
        {
            x = x * (1f - x);
        }

        cell.Next(h, Op.Tanh(cell.Affine("n", hidden, ("W", x), ("U", h))));
        cell.Output("y", h.Next);
    });

    [Fact]
    public void Levels_with_products_between() => Emit((cell, _, hidden) =>
    {
        var (x, h) = (cell.Input("x", hidden), cell.State("h", hidden));
        var s = h;
        for (var level = 0; level < 8; level++)
        {
            var n = Op.Tanh(cell.Affine("n." + level, hidden, x, ("U", s)));
            s = (n * s) + (s * (1f - n));
        }

        cell.Next(h, s);
        cell.Output("y", h.Next);
    });

    [Fact]
    public void Sums_of_products_that_add_each_other_twice() => Emit((cell, units, hidden) =>
    {
        var (x, h) = (cell.Input("x", units), cell.State("h", hidden));
        var (a, b) = (cell.Dense("a", hidden, x), cell.Dense("b", hidden, h));
        for (var level = 0; level < Levels; level++)
        {
            (a, b) = (a + b, b + a);
        }

        cell.Next(h, a * b);
        cell.Output("y", h.Next);
    });

    [Fact]
    public void Far_too_many_operations_are_refused_before_any_work_is_done() => Refused("RNN5002", (cell, units, _) => Chain(cell, units, 20_000));

    [Fact]
    public void A_recurrence_of_thousands_of_operations_is_refused() => Refused("RNN5001", (cell, units, _) => Chain(cell, units, 4_900));

    [Fact]
    public void Thousands_of_operations_on_an_input_are_refused() => Refused("RNN5001", (cell, units, hidden) =>
    {
        var (x, h) = (cell.Input("x", units), cell.State("h", hidden));
        var z = x;
        for (var i = 0; i < 4_900; i++)
        {
            z = Op.Tanh(z + x);
        }

        cell.Next(h, Op.Tanh(cell.Affine("n", hidden, ("W", z), ("U", h))));
        cell.Output("y", h.Next);
    });

    [Fact]
    public void Thousands_of_products_on_one_another_compile()
    {
        var cell = new CellBuilder();
        var units = cell.DeclareSize("units");
        var (h, matrix) = (cell.State("h", units), cell.Matrix("A", units, units));
        var s = h;
        for (var i = 0; i < 3_000; i++)
        {
            s = cell.Dense(matrix, s);
        }

        cell.Next(h, s + cell.Input("x", units));
        cell.Output("y", h.Next);
        var text = GraphText.Print(cell.Build("Deep"));
        IReadOnlyList<EmittedFile>? files = null;
        Assert.Null(OnSmallStack(() => files = CellCompiler.Emit(text, new CellTarget("Deep"))));
        Assert.Equal(3_000, files!.Single(file => file.Suffix == ".Schedule").Source.Split("pass.Project").Length - 1);
    }

    private static void Chain(CellBuilder cell, Size units, int operations)
    {
        var (x, h) = (cell.Input("x", units), cell.State("h", units));
        var z = h;
        for (var i = 0; i < operations; i++)
        {
            z = Op.Tanh(z + x);
        }

        cell.Next(h, z);
        cell.Output("y", h.Next);
    }

    private static void Refused(string id, Action<CellBuilder, Size, Size> define) =>
        Assert.Equal(id, Assert.IsType<CompilationBudgetException>(OnSmallStack(() => Emit(define))).Id);

    /// <summary>Runs on a thread with as small a stack as compilers run on anywhere: a walk that recurses along such a chain would end the process.</summary>
    private static Exception? OnSmallStack(Action compile)
    {
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(compile), maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        return error;
    }

    private static void Emit(Action<CellBuilder, Size, Size> define)
    {
        var cell = new CellBuilder();
        define(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
        var files = CellCompiler.Emit(GraphText.Print(cell.Build("Deep")), new CellTarget("Deep"));
        Assert.All(files, file => Assert.InRange(file.Source.Length, 1, 100_000));
    }
}
