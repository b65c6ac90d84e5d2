using RnnGraph.Graphs;

namespace RnnGraph.Text;

/// <summary>The words for kinds of results.</summary>
internal static class ResultNames
{
    private static readonly string[] Words = ["output", "state", "tap", "gradient", "loss"];

    public static string Of(ResultKind kind) => Words[(int)kind];

    public static ResultKind? Find(string word) => Array.IndexOf(Words, word) is >= 0 and var at ? (ResultKind)at : null;
}
