namespace RnnGraph.Tool.Drawing;

/// <summary>
/// Sets the heights of places, order kept: each as near as its layer allows to the mean of its neighbours. Within a layer that is least squares under an order, solved exactly by
/// pooling neighbours that would overlap.
/// </summary>
internal static class Rows
{
    private const int Sweeps = 24;

    public static void Align(LayeredPicture picture, Func<Place, double> heightOf, double gap)
    {
        foreach (var layer in picture.Layers)
            Settle(layer, layer.Select((_, index) => (double)index).ToList(), heightOf, gap);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? picture.Layers : picture.Layers.AsEnumerable().Reverse())
                Settle(layer, [.. layer.Select(place => place.Before.Concat(place.After).Select(neighbour => neighbour.Y).DefaultIfEmpty(place.Y).Average())], heightOf, gap);
        }
    }

    private static void Settle(List<Place> layer, List<double> wanted, Func<Place, double> heightOf, double gap)
    {
        // Shifted by the room that those above take, the positions only need to be in order.
        var shift = new double[layer.Count];
        for (var index = 1; index < layer.Count; index++)
            shift[index] = shift[index - 1] + (heightOf(layer[index - 1]) / 2) + gap + (heightOf(layer[index]) / 2);
        var pools = new Stack<(double Mean, int Count)>();
        for (var index = 0; index < layer.Count; index++)
        {
            var pool = (Mean: wanted[index] - shift[index], Count: 1);
            while (pools.Count > 0 && pools.Peek().Mean >= pool.Mean)
            {
                var above = pools.Pop();
                pool = (((above.Mean * above.Count) + (pool.Mean * pool.Count)) / (above.Count + pool.Count), above.Count + pool.Count);
            }

            pools.Push(pool);
        }

        var at = layer.Count;
        foreach (var (mean, count) in pools)
        {
            for (var i = 0; i < count; i++)
            {
                at--;
                layer[at].Y = mean + shift[at];
            }
        }
    }
}
