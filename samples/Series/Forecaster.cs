using RnnGraph;
using RnnGraph.Cells;
using static RnnGraph.Op;

namespace SeriesSample;

/// <summary>
/// Foretells the next values of a series, each with an interval: at every step it reads the last values, as many as it foretells, and gives for each of the next the quantiles 5 %, 50 % and
/// 95 %. The median is linear in what it read plus what a recurrent layer adds; the others lie below and above it by softplus, so that none crosses another. The loss is that of quantile
/// regression (Koenker &amp; Bassett 1978), for the quantile q with the probability τ: <c>τ·max(y − q, 0) + (1 − τ)·max(q − y, 0)</c>, which is least where a share τ lies below.
/// </summary>
[RecurrentNetwork]
public partial class Forecaster
{
    /// <summary>The probability that a value lies below the interval, and that one lies above.</summary>
    public const double Tail = 0.05;

    internal static void Define(NetworkBuilder net, Size ahead, Size hidden)
    {
        var x = net.Input("last", ahead);
        var memory = net.Dropout("forget", net.Scan("memory", cell => GruTorch.Define(cell, ahead, hidden), x)["y"], 0.1f);
        var middle = net.Dense("level", ahead, x) + net.Dense("middle", ahead, memory);
        var low = middle - Softplus(net.Dense("below", ahead, memory));
        var high = middle + Softplus(net.Dense("above", ahead, memory));

        net.Output("low", low);
        net.Output("middle", middle);
        net.Output("high", high);
        var y = net.Input("next", ahead);
        net.Loss("loss", Sum(Pinball(low, y, (float)Tail) + Pinball(middle, y, 0.5f) + Pinball(high, y, (float)(1 - Tail))));
    }

    private static Node Pinball(Node quantile, Node y, float probability) => probability * Relu(y - quantile) + (1f - probability) * Relu(quantile - y);
}
