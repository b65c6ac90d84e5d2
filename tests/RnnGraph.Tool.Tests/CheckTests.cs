using RnnGraph.Cells;
using RnnGraph.Text;
using SequenceShapes.Networks;

namespace RnnGraph.Tool.Tests;

/// <summary><c>rnngraph check</c>.</summary>
public class CheckTests
{
    [Fact]
    public void A_float_cell_is_checked_as_built_and_its_graph_in_double_precision()
    {
        var output = Command.Succeed("check", Command.Cells, "--cell", "GruTorch");
        Assert.Contains("RnnGraph.Cells.GruTorch, as built: passed", output, StringComparison.Ordinal);
        Assert.Contains("RnnGraph.Cells.GruTorch, the same graph in double precision: passed", output, StringComparison.Ordinal);
        Assert.Contains("∂ parameter r.W", output, StringComparison.Ordinal);
        Assert.Contains("∂ initial state h", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_alone_is_compiled_and_checked()
    {
        using var folder = new Folder();
        Assert.Contains("Cell, the same graph in double precision: passed", Command.Succeed("check", folder.Write("lstm.graph", Command.Text("lstm")), "--sizes", "input=2,hidden=4"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_checked_as_built_and_its_graph_in_double_precision()
    {
        var output = Command.Succeed("check", typeof(Rewriter).Assembly.Location, "--cell", nameof(Rewriter));
        Assert.Contains("SequenceShapes.Networks.Rewriter, as built: passed", output, StringComparison.Ordinal);
        Assert.Contains("SequenceShapes.Networks.Rewriter, the same graph in double precision: passed", output, StringComparison.Ordinal);
        Assert.Contains("loss loss", output, StringComparison.Ordinal);
        Assert.Contains("∂ parameter dec.n.b_hh", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_networks_graph_alone_is_compiled_and_checked()
    {
        using var folder = new Folder();
        var net = new NetworkBuilder();
        Size features = net.DeclareSize("features"), hidden = net.DeclareSize("hidden");
        var x = net.Dropout("drop", net.Input("x", features), 0.5f);
        net.Loss("loss", net.SquaredError(net.Scan("rnn", cell => Lstm.Define(cell, features, hidden), x)["y"], net.Input("target", hidden)));
        var output = Command.Succeed("check", folder.Write("net.graph", GraphText.Print(net.Build("Net"))), "--sizes", "features=2,hidden=4", "--steps", "3");
        Assert.Contains("Net, the same graph in double precision: passed", output, StringComparison.Ordinal);
        Assert.Contains("∂ input target", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_does_something_else_than_its_graph_fails()
    {
        var (code, output, error) = Command.Run("check", typeof(Liar).Assembly.Location, "--cell", nameof(Liar));
        Assert.Equal("", error);
        Assert.Equal(1, code);
        Assert.Contains("Liar, as built: FAILED", output, StringComparison.Ordinal);
        Assert.Matches(@"! +∂ parameter h\.U", output);
    }

    [Fact]
    public void What_is_wrong_with_the_arguments_is_said()
    {
        using var folder = new Folder();
        var graph = folder.Write("lstm.graph", Command.Text("lstm"));
        Command.Refuse("--sizes: expected name=number, as in input=64,hidden=128; given input", "check", graph, "--sizes", "input");
        Command.Refuse("--sizes: expected all of input, hidden; hidden missing", "check", graph, "--sizes", "input=3");
        Command.Refuse("'Cell' has no size 'width'", "check", graph, "--sizes", "width=3");
        Command.Refuse("--steps: expected a whole number 1 or more, given 0", "check", graph, "--steps", "0");
    }
}

/// <summary>A class whose kernel computes tanh where its graph says σ.</summary>
[CellGraph(
    """
    graph Liar(input, hidden)
      x = input [input]
      h = given [hidden]
      h.W = parameter [hidden, input] uniform
      h.U = parameter [hidden, hidden] uniform
      h.b = parameter [hidden] constant 0
      scan = scan forward
        h.previous = carried(h, h.next) [hidden]
        x.now = read(x) [input]
        h.next.1 = dense(h.W, x.now) [hidden]
        h.next.2 = dense(h.U, h.previous) [hidden]
        h.next.3 = add(h.next.1, h.next.2) [hidden]
        h.next.4 = add(h.next.3, h.b) [hidden]
        h.next = sigmoid(h.next.4) [hidden]
      h.next.steps = stack(scan, h.next) [hidden]
      h.final = final(scan, h.previous) [hidden]
      output y = h.next.steps
      state h = h.final
    """)]
public sealed class Liar(int input, int hidden) : RnnTanhDouble(input, hidden);
