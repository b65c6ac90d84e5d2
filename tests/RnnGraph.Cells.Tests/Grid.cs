namespace RnnGraph.Cells.Tests;

/// <summary>The shapes over which compiled cells are compared. RNNGRAPH_GRID chooses how many: part (the default, what CI runs), full (scripts/full-grid.sh) or small.</summary>
internal static class Grid
{
    private static readonly int[] Batches = [1, 2, 5, 32];

    /// <summary>Which part of the grid this run covers.</summary>
    public static string Part { get; } = Environment.GetEnvironmentVariable("RNNGRAPH_GRID") is { Length: > 0 } part ? part : "part";

    /// <summary>
    /// Every combination of hidden size, steps and batch in the full grid. In part, each hidden size with two of the five lengths, and in small with one; lengths and batches go round
    /// with the definition's turn, so that all of them together cover the grid many times.
    /// </summary>
    /// <param name="lanes">Lanes of the kernel's vectors: hidden sizes stand around it.</param>
    /// <param name="turn">Which share of the grid it is.</param>
    public static IEnumerable<Shape> Shapes(int lanes, int turn)
    {
        int[] hidden = [1, lanes - 1, lanes, lanes + 1, (2 * lanes) + 3];
        string[] lengths = ["0", "1", "2", "17", "ragged"];
        for (var h = 0; h < hidden.Length; h++)
        {
            for (var l = 0; l < lengths.Length; l++)
            {
                var place = (l + h + turn) % lengths.Length;
                if (Part != "full" && place != 2 && (place != 0 || Part == "small"))
                    continue;
                foreach (var batch in Part == "full" ? Batches : [Batches[(h + l + turn) % Batches.Length]])
                    yield return new Shape(hidden[h], lengths[l], batch);
            }
        }
    }

    /// <summary>One point of the grid.</summary>
    internal sealed record Shape(int Hidden, string Length, int Batch)
    {
        /// <summary>The number of steps.</summary>
        public int Steps => Length == "ragged" ? 9 : int.Parse(Length, System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>The length of each sequence: all the same, or in no order with 0 and the maximum among them as far as the batch allows.</summary>
        public int[] Lengths()
        {
            int[] ragged = [5, 0, 9, 1, 7, 9, 2, 8, 3, 0, 4, 6];
            return [.. Enumerable.Range(0, Batch).Select(row => Length == "ragged" ? ragged[row % ragged.Length] : Steps)];
        }
    }
}
