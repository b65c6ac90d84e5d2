namespace RnnGraph.Benchmarks.Peers;

/// <summary>One side of a comparison.</summary>
internal interface IPeer : IDisposable
{
    string Name { get; }

    string Version { get; }

    /// <summary>Makes and warms up a layer; returns why it can't be, null where it is ready.</summary>
    /// <exception cref="PeerEndedException">Its process ended; the next layer starts another.</exception>
    string? Prepare(LayerCase layer);

    /// <summary>The seconds that some runs of the layer take together.</summary>
    /// <exception cref="PeerEndedException">Its process ended; the next layer starts another.</exception>
    double Run(int times);
}
