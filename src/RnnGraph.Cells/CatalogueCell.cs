namespace RnnGraph.Cells;

/// <summary>One cell of the <see cref="Catalogue"/>: its id, its definition and the factories of its two compiled forms.</summary>
/// <param name="Id">The id under which documents, tools and tests name the cell.</param>
/// <param name="Define">Records the definition; run it on a builder to get the cell's graph.</param>
/// <param name="Single">Makes the compiled cell in single precision, given the features of an input and the hidden units.</param>
/// <param name="Double">Makes the compiled cell in double precision, given the features of an input and the hidden units.</param>
public sealed record CatalogueCell(
    string Id,
    Action<CellBuilder, Size, Size> Define,
    Func<int, int, RecurrentCell<float>> Single,
    Func<int, int, RecurrentCell<double>> Double);
