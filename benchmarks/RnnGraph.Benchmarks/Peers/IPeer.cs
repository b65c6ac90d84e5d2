namespace RnnGraph.Benchmarks.Peers;

/// <summary>One side of a comparison.</summary>
internal interface IPeer : IDisposable
{
    string Name { get; }

    string Version { get; }

    /// <summary>Makes and warms up a layer; returns why it can't be, null where it is ready.</summary>
    string? Prepare(LayerCase layer);

    /// <summary>The seconds that some runs of the layer take together.</summary>
    double Run(int times);
}
