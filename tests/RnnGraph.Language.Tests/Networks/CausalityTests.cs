using RnnGraph.Language.Tests.Definitions;

namespace RnnGraph.Language.Tests.Networks;

public class CausalityTests
{
    [Theory]
    [InlineData("in step", null)]
    [InlineData("stacked", null)]
    [InlineData("one to many", null)]
    [InlineData("started from a product", null)]
    [InlineData("tied", null)]
    [InlineData("bidirectional", "back")]
    [InlineData("summed directions", "back")]
    [InlineData("many to one", "read.h.final")]
    [InlineData("pooled", "out.1")]
    [InlineData("encoder and decoder", "enc.h.final")]
    [InlineData("conditioned at every step", "read.h.final")]
    [InlineData("one to one", "y")]
    [InlineData("losses along two axes", "s")]
    public void A_network_runs_step_by_step_unless_a_node_prevents_it(string name, string? obstacle)
        => Assert.Equal(obstacle, NetworkCatalogue.Bound(name).Noncausal?.Name);

    [Fact]
    public void Every_cell_runs_step_by_step()
        => Assert.All(Catalogue.All, cell => Assert.Null(Recording.Symbolic(cell.Value).Noncausal));
}
