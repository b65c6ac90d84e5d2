namespace RnnGraph.Benchmarks.Peers;

/// <summary>What one side needed for a layer.</summary>
/// <param name="Peer">Its name.</param>
/// <param name="Milliseconds">The median of a run.</param>
/// <param name="Ratio">The median of its time over ours, round by round.</param>
/// <param name="ShareOfPeak">The median of the share of all threads' multiply-add peak.</param>
internal sealed record Measured(string Peer, double Milliseconds, double Ratio, double ShareOfPeak);

/// <summary>A layer, run by us and by each peer in turns, so that what else the machine does, and its changing clock, weigh on all of them alike.</summary>
internal sealed record Comparison(LayerCase Layer, IReadOnlyList<Measured> Sides, IReadOnlyDictionary<string, string> Absent)
{
    private const double SecondsPerMeasurement = 0.1;

    /// <summary>Runs a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="sides">Ours first.</param>
    /// <param name="rounds">How often each side has its turn.</param>
    public static Comparison Of(LayerCase layer, IReadOnlyList<IPeer> sides, int rounds)
    {
        var absent = new Dictionary<string, string>();
        var present = new List<IPeer>();
        foreach (var side in sides)
        {
            if (side.Prepare(layer) is { } reason)
                absent[side.Name] = reason;
            else
                present.Add(side);
        }

        var times = present.Select(side => Math.Max(1, (int)(SecondsPerMeasurement / side.Run(1)))).ToArray();
        var peak = new double[rounds];
        var seconds = present.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            peak[round] = Peak.Measure() * 1e9 * layer.Threads;
            for (var i = 0; i < present.Count; i++)
                seconds[i][round] = present[i].Run(times[i]) / times[i];
        }

        return new Comparison(layer, [.. present.Select((side, i) => new Measured(
            side.Name,
            Statistics.Median([.. seconds[i]]) * 1e3,
            Statistics.Median([.. seconds[i].Zip(seconds[0], (theirs, ours) => theirs / ours)]),
            Statistics.Median([.. seconds[i].Zip(peak, (s, p) => layer.Operations / s / p)])))], absent);
    }
}
