using System.Globalization;
using System.Text.Json;

namespace RnnGraph.Benchmarks.Peers;

/// <summary>Comparisons as text, a line each as they come, and as JSON.</summary>
internal static class PeersReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Head(IReadOnlyList<IPeer> sides, IReadOnlyList<string> absent)
    {
        foreach (var side in sides)
            Print($"{side.Name} {side.Version}");
        foreach (var reason in absent)
            Print($"absent: {reason}");
        Print($"Medians of a run in ms; in brackets the share of the multiply-add peak of all threads; then how many times our time.");
    }

    public static void Line(Comparison comparison)
    {
        var layer = comparison.Layer;
        var sides = comparison.Sides.Select((side, i) => string.Create(
            CultureInfo.InvariantCulture, $"{side.Peer} {side.Milliseconds:G4} ({side.ShareOfPeak:P0}){(i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {side.Ratio:F2}x"))}"));
        Print($"{layer.Cell,-8} {layer.Shape,-16} {layer.Threads} thread(s) {layer.Mode,-7}  {string.Join("   ", sides)}");
    }

    /// <summary>The geometric means of the ratios to each peer, by mode and threads.</summary>
    public static void Means(IReadOnlyList<Comparison> comparisons)
    {
        var ratios = comparisons.SelectMany(comparison => comparison.Sides.Skip(1).Select(side => (comparison.Layer.Mode, comparison.Layer.Threads, side.Peer, side.Ratio)));
        foreach (var group in ratios.GroupBy(ratio => (ratio.Peer, ratio.Mode, ratio.Threads)))
        {
            var all = group.Select(ratio => ratio.Ratio).ToList();
            Print($"{group.Key.Peer}, {group.Key.Mode}, {group.Key.Threads} thread(s): {Math.Exp(all.Average(Math.Log)):F2}x our time, geometric mean of {all.Count}; least {all.Min():F2}, most {all.Max():F2}");
        }
    }

    public static void Save(string file, IReadOnlyList<IPeer> sides, IReadOnlyList<Comparison> comparisons) => File.WriteAllText(
        file,
        JsonSerializer.Serialize(new { Versions = sides.ToDictionary(side => side.Name, side => side.Version), Comparisons = comparisons }, Indented));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
