namespace RnnGraph.Language.Tests.Definitions;

/// <summary>The definitions of these tests by name.</summary>
public static class Catalogue
{
    internal static Dictionary<string, Action<CellBuilder, Size, Size>> All { get; } = new(StringComparer.Ordinal)
    {
        ["lstm"] = Lstm.Define,
        ["peephole"] = PeepholeLstm.Define,
        ["lstm-torch"] = LstmTorch.Define,
        ["gru-reset-before"] = GruResetBefore.Define,
        ["gru-torch"] = GruTorch.Define,
        ["matrix-memory"] = MatrixMemory.Define,
        ["clockwork"] = Clockwork.Define,
        ["learned-start"] = LearnedStart.Define,
        ["noisy"] = NoisyCell.Define,
        ["parts"] = Parts.Define,
    };

    /// <summary>The names, as theory data.</summary>
    public static TheoryData<string> Names => [.. All.Keys];
}
