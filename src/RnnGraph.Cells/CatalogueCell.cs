namespace RnnGraph.Cells;

/// <summary>One cell of the <see cref="Catalogue"/>: its id, its definition and the factories of its two compiled forms.</summary>
/// <param name="Id">The id under which documents, tools and tests name the cell.</param>
/// <param name="Source">The file of the definition within this library, such as <c>Lstm/Lstm.cs</c>; the folder is the cell's family.</param>
/// <param name="Definition">The class that holds the definition and is its kernel in single precision. Its documentation gives title, equations, source, parameters and taps.</param>
/// <param name="Define">Records the definition, given the features of an input and the hidden units; run it on a builder to get the cell's graph.</param>
/// <param name="Single">Makes the compiled cell in single precision, given the features of an input and the hidden units.</param>
/// <param name="Double">Makes the compiled cell in double precision, given the features of an input and the hidden units.</param>
public sealed record CatalogueCell(
    string Id,
    string Source,
    Type Definition,
    Action<CellBuilder, Size, Size> Define,
    Func<int, int, RecurrentCell<float>> Single,
    Func<int, int, RecurrentCell<double>> Double)
{
    /// <summary>A cell whose only sizes are the features of an input and the hidden units.</summary>
    internal static CatalogueCell Of<TSingle, TDouble>(string id, string family, Action<CellBuilder, Size, Size> define)
        where TSingle : RecurrentCell<float>, IRecurrentCell<TSingle, float>
        where TDouble : RecurrentCell<double>, IRecurrentCell<TDouble, double> =>
        Of<TSingle, TDouble>(id, family, define, (input, hidden) => [input, hidden]);

    /// <summary>A cell that has more sizes, or whose sizes follow from the features of an input and the hidden units.</summary>
    internal static CatalogueCell Of<TSingle, TDouble>(string id, string family, Action<CellBuilder, Size, Size> define, Func<int, int, int[]> sizes)
        where TSingle : RecurrentCell<float>, IRecurrentCell<TSingle, float>
        where TDouble : RecurrentCell<double>, IRecurrentCell<TDouble, double> =>
        new(
            id,
            $"{family}/{typeof(TSingle).Name}.cs",
            typeof(TSingle),
            define,
            (input, hidden) => TSingle.Create(sizes(input, hidden)),
            (input, hidden) => TDouble.Create(sizes(input, hidden)));
}
