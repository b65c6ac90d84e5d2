namespace RnnGraph.Benchmarks.Peers;

/// <summary>A layer to run: which cell, how large, forwards or a training step (with the gradients of all weights and of x), on how many threads.</summary>
internal sealed record LayerCase(string Cell, LayerShape Shape, string Mode, int Threads)
{
    public const string Forward = "forward";
    public const string Train = "train";

    /// <summary>The cells that are compared, each with its gates.</summary>
    public static IReadOnlyDictionary<string, int> Cells { get; } = new Dictionary<string, int> { ["lstm"] = 4, ["gru"] = 3, ["peephole"] = 4, ["cifg"] = 3 };

    public bool IsTraining => Mode == Train;

    /// <summary>2·B·T·G·H·(I + H) forwards, G gates; three times that for a training step.</summary>
    public double Operations => (IsTraining ? 3 : 1) * 2.0 * Shape.Batch * Shape.Steps * Cells[Cell] * Shape.Hidden * (Shape.Input + Shape.Hidden);
}
