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
        var times = new Dictionary<IPeer, int>();
        Each(side =>
        {
            if (side.Prepare(layer) is { } reason)
                absent[side.Name] = reason;
            else
                times[side] = Math.Max(1, (int)(SecondsPerMeasurement / side.Run(1)));
        });
        var peak = new double[rounds];
        var seconds = sides.ToDictionary(side => side, _ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            peak[round] = Peak.Measure() * 1e9 * layer.Threads;
            Each(side => seconds[side][round] = side.Run(times[side]) / times[side]);
        }

        return new Comparison(layer, [.. sides.Where(side => !absent.ContainsKey(side.Name)).Select(side => new Measured(
            side.Name,
            Statistics.Median([.. seconds[side]]) * 1e3,
            Statistics.Median([.. seconds[side].Zip(seconds[sides[0]], (theirs, ours) => theirs / ours)]),
            Statistics.Median([.. seconds[side].Zip(peak, (s, p) => layer.Operations / s / p)])))], absent);

        // A side that ends is absent from this layer.
        void Each(Action<IPeer> turn)
        {
            foreach (var side in sides.Where(side => !absent.ContainsKey(side.Name)))
            {
                try
                {
                    turn(side);
                }
                catch (PeerEndedException fault)
                {
                    absent[side.Name] = fault.Message;
                }
            }
        }
    }
}
