using CharRnn.Networks;
using RnnGraph;
using RnnGraph.Training;

namespace CharRnn;

/// <summary>The networks that <c>--cell</c> and <c>--layers</c> choose from.</summary>
public static class NetworkCatalogue
{
    /// <summary>The most layers.</summary>
    public const int MostLayers = 3;

    private static readonly (string Cell, Func<int, int, CausalNetwork<float>>[] OfLayers)[] Networks =
    [
        ("lstm", [(characters, hidden) => new CharNetwork(characters, hidden), (characters, hidden) => new LstmTwo(characters, hidden), (characters, hidden) => new LstmThree(characters, hidden)]),
        ("gru", [(characters, hidden) => new GruOne(characters, hidden), (characters, hidden) => new GruTwo(characters, hidden), (characters, hidden) => new GruThree(characters, hidden)]),
        ("peephole", [(characters, hidden) => new PeepholeOne(characters, hidden), (characters, hidden) => new PeepholeTwo(characters, hidden), (characters, hidden) => new PeepholeThree(characters, hidden)]),
        ("vanilla", [(characters, hidden) => new VanillaOne(characters, hidden), (characters, hidden) => new VanillaTwo(characters, hidden), (characters, hidden) => new VanillaThree(characters, hidden)]),
    ];

    /// <summary>The names of the cells.</summary>
    public static IReadOnlyList<string> Cells => [.. Networks.Select(network => network.Cell)];

    /// <summary>A model over a vocabulary.</summary>
    /// <param name="cell">One of <see cref="Cells"/>.</param>
    /// <param name="vocabulary">The characters.</param>
    /// <param name="hidden">Units of each layer.</param>
    /// <param name="layers">1 to <see cref="MostLayers"/>.</param>
    public static CharModel Create(string cell, Vocabulary vocabulary, int hidden, int layers)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new(vocabulary, Networks.First(network => network.Cell == cell).OfLayers[layers - 1](vocabulary.Count, hidden));
    }
}
