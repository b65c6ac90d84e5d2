namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>The catalogue lists every shipped cell once, in order, with the right factories.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void It_lists_every_shipped_cell_in_order()
    {
        var ids = Catalogue.Cells.Select(cell => cell.Id).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(Definition.Ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(Definition.All.Count(definition => definition.IsShipped), ids.Count);
    }

    [Fact]
    public void Its_factories_make_the_cells_they_stand_by()
    {
        foreach (var cell in Catalogue.Cells)
        {
            var definition = Definition.WithId(cell.Id);
            Assert.Equal(definition.Type, cell.Single(3, 5).GetType());
            Assert.Equal(definition.DoubleType, cell.Double(3, 5).GetType());
            Assert.Equal([new("input", 3), new("hidden", 5)], cell.Single(3, 5).Signature.Sizes);
            Assert.Same(cell, Catalogue.Find(cell.Id));
        }
    }

    [Fact]
    public void What_it_lacks_is_an_error_that_lists_what_it_has() =>
        Assert.Contains("peephole", Assert.Throws<ArgumentException>(() => Catalogue.Find("lstn")).Message, StringComparison.Ordinal);
}
