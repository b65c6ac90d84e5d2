namespace RnnGraph.Benchmarks.Peers;

/// <summary>Our layers and those of every peer that this machine has, in turns, in one sitting.</summary>
internal static class PeersBenchmark
{
    /// <summary>Runs all combinations and prints them; a peer that is absent is named as absent.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="rounds">How often each side has its turn.</param>
    /// <param name="json">A file for the figures; null for none.</param>
    public static void Run(IReadOnlyList<LayerCase> layers, int rounds, string? json)
    {
        var sides = new List<IPeer> { new OwnLayer() };
        var absent = new List<string>();
        try
        {
            var folder = Folder();
            foreach (var (peer, reason) in new[]
            {
                PeerProcess.Start("PyTorch", Environment.GetEnvironmentVariable("PEER_PYTHON") ?? "/usr/bin/python3", Path.Combine(folder, "pytorch.py")),
                PeerProcess.Start("oneDNN", Path.Combine(folder, "onednn")),
                PeerProcess.Start("ONNX Runtime", "node", Path.Combine(folder, "onnxruntime.js")),
            })
            {
                if (peer != null)
                    sides.Add(peer);
                else
                    absent.Add(reason!);
            }

            PeersReport.Head(sides, absent);
            var comparisons = new List<Comparison>();
            foreach (var layer in layers)
            {
                comparisons.Add(Comparison.Of(layer, sides, rounds));
                PeersReport.Line(comparisons[^1]);
                if (json != null)
                    PeersReport.Save(json, sides, comparisons);
            }

            PeersReport.Means(comparisons);
        }
        finally
        {
            sides.ForEach(side => side.Dispose());
        }
    }

    /// <summary>Where the peers' scripts are: in the checkout that this was built from.</summary>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "benchmarks", "peers");
            if (Directory.Exists(peers))
                return peers;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has benchmarks/peers.");
    }
}
