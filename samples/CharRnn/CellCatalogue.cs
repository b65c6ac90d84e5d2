using CharRnn.Cells;
using RnnGraph.Training;

namespace CharRnn;

/// <summary>The cells that <c>--cell</c> chooses from.</summary>
internal static class CellCatalogue
{
    private static readonly (string Name, Func<Vocabulary, int, int, CharModel> Create)[] Cells =
    [
        ("lstm", CharModel.Create<Lstm>),
        ("gru", CharModel.Create<Gru>),
        ("peephole", CharModel.Create<Peephole>),
        ("vanilla", CharModel.Create<Vanilla>),
    ];

    public static string[] Names => [.. Cells.Select(cell => cell.Name)];

    public static CharModel Create(string name, Vocabulary vocabulary, int hidden, int layers)
        => Cells.First(cell => cell.Name == name).Create(vocabulary, hidden, layers);
}
