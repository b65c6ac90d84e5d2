using RnnGraph.Cells.Tests.Catalogued.Networks;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>The catalogue lists every shipped cell, in order, with the right factories and files; <c>ids.txt</c> is the list of what must be there, cells and networks.</summary>
public sealed class CatalogueListTests
{
    [Fact]
    public void It_lists_the_ids_that_must_be_there()
    {
        var cells = Catalogue.Cells.Select(cell => cell.Id).ToList();
        Assert.Equal(cells.Order(StringComparer.Ordinal), cells);
        Assert.Equal(CatalogueTests.Listed, cells.Concat(CatalogueNetworks.All.Keys).Union(CatalogueTests.Claims.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_network_has_vectors_and_no_vectors_are_left_over() =>
        Assert.Equal(
            CatalogueNetworks.All.Keys.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Vectors", "Networks")).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void It_lists_every_shipped_cell() =>
        Assert.Equal(
            Definition.All.Where(definition => definition.IsShipped).Select(definition => definition.Type),
            Catalogue.Cells.Select(cell => cell.Definition).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void Its_factories_make_the_cells_they_stand_by()
    {
        foreach (var cell in Catalogue.Cells)
        {
            var definition = Definition.WithId(cell.Id);
            Assert.Equal(definition.Type, cell.Single(5, 5).GetType());
            Assert.Equal(definition.DoubleType, cell.Double(5, 5).GetType());
            Assert.Equal(definition.SizeNames, cell.Single(5, 5).Signature.Sizes.Select(size => size.Key));
            Assert.Same(cell, Catalogue.Find(cell.Id));
        }
    }

    [Fact]
    public void Its_definitions_are_those_of_its_classes()
    {
        foreach (var cell in Catalogue.Cells)
        {
            var builder = new CellBuilder();
            cell.Define(builder, 5, 5);
            var made = cell.Single(5, 5).Signature;
            Assert.Equal(
                Text.GraphText.Print(Definition.WithId(cell.Id).Record([.. made.Sizes.Select(size => size.Value)])),
                Text.GraphText.Print(builder.Build(cell.Definition.Name)));
        }
    }

    [Fact]
    public void What_it_lacks_is_an_error_that_lists_what_it_has() =>
        Assert.Contains("peephole", Assert.Throws<ArgumentException>(() => Catalogue.Find("lstn")).Message, StringComparison.Ordinal);
}
