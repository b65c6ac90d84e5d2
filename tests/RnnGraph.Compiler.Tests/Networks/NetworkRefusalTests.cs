using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>What a network may say and kernels can't do is refused, and never computed wrongly.</summary>
public class NetworkRefusalTests
{
    [Fact]
    public void A_reversed_scan_whose_cell_counts_its_steps()
    {
        var error = Assert.Throws<NotSupportedException>(() => Emit((net, define, x) => net.ScanReversed("back", define, x)));

        Assert.Contains("'back' of 'Counting' counts its steps", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Emit((net, define, x) => net.Scan("there", define, x)));
    }

    private static IReadOnlyList<EmittedFile> Emit(Func<NetworkBuilder, Action<CellBuilder>, Node, ScanResults> scan)
    {
        var net = new NetworkBuilder();
        var size = net.DeclareSize("n");
        net.Output("y", scan(net, Waiting, net.Input("x", size))["y"]);
        return NetworkCompiler.Emit(GraphText.Print(net.Build("Counting")), new CellTarget("Counting"));

        void Waiting(CellBuilder cell)
        {
            var (x, h) = (cell.Input("x", size), cell.State("h", size));
            cell.Next(h, cell.Every(2, Op.Tanh(x + h), h));
            cell.Output("y", h.Next);
        }
    }
}
