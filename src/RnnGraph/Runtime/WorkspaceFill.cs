namespace RnnGraph.Runtime;

/// <summary>A hook for tests: fresh memory is filled with NaN, so that a value read before it is written shows.</summary>
internal static class WorkspaceFill
{
    public static bool WithNaN { get; set; }
}
