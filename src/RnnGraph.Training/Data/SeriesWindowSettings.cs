namespace RnnGraph.Training;

/// <summary>Where windows over a series lie.</summary>
/// <param name="Steps">Steps of a window, 1 or more.</param>
public sealed record SeriesWindowSettings(int Steps)
{
    /// <summary>How many rows ahead of each step its target stands, 1 or more.</summary>
    public int Ahead { get; init; } = 1;

    /// <summary>Rows from the start of a window to that of the next, 1 or more.</summary>
    public int Every { get; init; } = 1;

    /// <summary>The first row that belongs to the part of the series from which windows are taken.</summary>
    public int First { get; init; }

    /// <summary>The row behind the last of that part, targets included; null for the end of the series.</summary>
    public int? End { get; init; }
}
