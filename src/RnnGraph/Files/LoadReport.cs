namespace RnnGraph.Files;

/// <summary>What didn't fit when parameters were loaded.</summary>
/// <param name="Missing">Keys that the file lacks.</param>
/// <param name="Unexpected">Keys of the file that no parameter has.</param>
/// <param name="Mismatched">Keys of another type or shape, each with what was expected and given.</param>
public sealed record LoadReport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<string> Mismatched)
{
    /// <summary>Whether everything fitted.</summary>
    public bool IsClean => Missing.Count + Unexpected.Count + Mismatched.Count == 0;

    /// <summary>All of it as one sentence.</summary>
    public override string ToString()
        => IsClean ? "all parameters were loaded" : $"missing keys: {List(Missing)}; unexpected keys: {List(Unexpected)}; keys of another shape: {List(Mismatched)}";

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "none" : string.Join(", ", items);
}
