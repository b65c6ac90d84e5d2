using RnnGraph.Cells.Tests.Catalogued.Networks;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>No two ids stand for one graph; taps and names are no difference, initial values are. That np is lstm is its definition.</summary>
public sealed class IsomorphismTests
{
    private const int Extent = 6;

    [Fact]
    public void No_two_ids_have_the_same_graph()
    {
        var cells = Catalogue.Cells.Select(cell => (cell.Id, Form: Form((builder, sizes) => cell.Define(builder, sizes, sizes))));
        var networks = CatalogueNetworks.All.Select(network => (Id: network.Key, Form: CanonicalForm.Of(network.Value.Record([.. network.Value.SizeNames.Select(_ => Extent)]))));
        var same = cells.Concat(networks)
            .GroupBy(named => named.Form, named => named.Id, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(" = ", group));
        Assert.Equal(["lstm = np"], same);
    }

    [Fact]
    public void Names_taps_and_the_order_of_operands_are_no_difference() =>
        Assert.Equal(Form((cell, size) => Lstm.Define(cell, size, size)), Form(Renamed));

    [Fact]
    public void A_scans_direction_is_a_difference()
    {
        static string Both(Func<NetworkBuilder, Action<CellBuilder>, Node, ScanResults> scan)
        {
            var net = new NetworkBuilder();
            net.Output("y", scan(net, cell => Lstm.Define(cell, Extent, Extent), net.Input("x", Extent))["y"]);
            return CanonicalForm.Of(net.Build("Network"));
        }

        var forwards = Both((net, define, x) => net.Scan("one", define, x));
        Assert.Equal(forwards, Both((net, define, x) => net.Scan("another", define, x)));
        Assert.NotEqual(forwards, Both((net, define, x) => net.ScanReversed("one", define, x)));
    }

    [Fact]
    public void Initial_values_are_a_difference() =>
        Assert.NotEqual(Form((cell, size) => Lstm.Define(cell, size, size)), Form((cell, size) => LstmForgetOne.Define(cell, size, size)));

    private static string Form(Action<CellBuilder, Size> define)
    {
        var cell = new CellBuilder();
        define(cell, Extent);
        return CanonicalForm.Of(cell.Build("Cell"));
    }

    private static void Renamed(CellBuilder cell, Size size)
    {
        var input = cell.Input("input", size);
        var memory = cell.State("memory", size);
        var state = cell.State("state", size);
        var write = Op.Sigmoid(cell.Affine("write", size, input, state));
        var read = Op.Sigmoid(cell.Affine("read", size, input, state));
        var keep = Op.Sigmoid(cell.Affine("keep", size, input, state));
        var kept = Op.Tanh(cell.Affine("candidate", size, input, state)) * write + memory * keep;
        cell.Next(memory, kept);
        cell.Next(state, Op.Tanh(kept) * read);
        cell.Output("out", state.Next);
    }
}
