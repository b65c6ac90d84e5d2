namespace RnnGraph.Cells;

/// <summary>What definitions of several layers have in common.</summary>
public static class Layers
{
    /// <summary>Puts layers of any cell one above another: layer j reads the first output of layer j − 1 at the same step, and layer 0 reads <paramref name="x"/>.</summary>
    /// <param name="cell">Records the layers; the names of layer j begin with <c>layer.j.</c>.</param>
    /// <param name="x">What the lowest layer reads.</param>
    /// <param name="count">Number of layers, at least 1.</param>
    /// <param name="define">Runs the definition of a layer, given its number.</param>
    /// <returns>The first output of the highest layer.</returns>
    public static Node Stack(CellBuilder cell, Node x, int count, Action<int, CellBuilder> define)
    {
        for (var layer = 0; layer < count; layer++)
        {
            var number = layer;
            x = cell.Scope($"layer.{number}", c => define(number, c), x).Output;
        }

        return x;
    }
}
