using Chorales.Networks;
using RnnGraph;
using Samples;

namespace Chorales;

/// <summary>What is chosen on the validation set.</summary>
/// <param name="Cell">The recurrent cell: it is given, not chosen.</param>
/// <param name="Noise">Deviation of the noise on the cell's matrices.</param>
/// <param name="Dropout">The probability that a sounding key is missing from the input.</param>
/// <param name="LearningRate">Adam's.</param>
internal sealed record Setting(CellKind Cell, float Noise, float Dropout, double LearningRate)
{
    /// <summary>The networks that there are: what is drawn in training is part of a network's definition.</summary>
    private static readonly Dictionary<(CellKind, float, float), Func<int, int, RecurrentNetwork<float>>> Networks = new()
    {
        [(CellKind.Lstm, 0f, 0f)] = (keys, hidden) => new MusicNetwork(keys, hidden),
        [(CellKind.Lstm, 0f, 0.2f)] = (keys, hidden) => new LstmMissing(keys, hidden),
        [(CellKind.Lstm, 0.075f, 0f)] = (keys, hidden) => new LstmNoisy(keys, hidden),
        [(CellKind.Lstm, 0.075f, 0.2f)] = (keys, hidden) => new LstmNoisyMissing(keys, hidden),
        [(CellKind.Lstm, 0.1f, 0.2f)] = (keys, hidden) => new LstmNoisierMissing(keys, hidden),
        [(CellKind.Gru, 0f, 0f)] = (keys, hidden) => new GruPlain(keys, hidden),
        [(CellKind.Gru, 0f, 0.2f)] = (keys, hidden) => new GruMissing(keys, hidden),
        [(CellKind.Gru, 0.075f, 0f)] = (keys, hidden) => new GruNoisy(keys, hidden),
        [(CellKind.Gru, 0.075f, 0.2f)] = (keys, hidden) => new GruNoisyMissing(keys, hidden),
        [(CellKind.Gru, 0.1f, 0.2f)] = (keys, hidden) => new GruNoisierMissing(keys, hidden),
    };

    private static readonly double[] Rates = [0.002, 0.004];

    /// <summary>The settings that the benchmark tries for a cell.</summary>
    public static IEnumerable<Setting> Grid(CellKind cell) =>
        from network in Networks.Keys
        where network.Item1 == cell
        from rate in Rates
        select new Setting(cell, network.Item2, network.Item3, rate);

    /// <summary>A network of this setting, its weights not drawn yet.</summary>
    public RecurrentNetwork<float> Create(int keys, int hidden) => Networks[(Cell, Noise, Dropout)](keys, hidden);

    /// <inheritdoc/>
    public override string ToString() => Invariant.Text($"{Cell.ToString().ToLowerInvariant()}, noise {Noise}, dropout {Dropout}, rate {LearningRate}");
}
