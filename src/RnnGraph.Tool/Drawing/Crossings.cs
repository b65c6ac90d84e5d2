namespace RnnGraph.Tool.Drawing;

/// <summary>Orders each layer from top to bottom so that few arrows cross: by the mean position of its neighbours, to and fro (Sugiyama's barycentres).</summary>
internal static class Crossings
{
    private const int Sweeps = 12;

    public static void Order(LayeredPicture picture)
    {
        var layers = picture.Layers;
        var best = layers.Select(layer => layer.ToList()).ToList();
        var fewest = Count(layers);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var isForward = sweep % 2 == 0;
            foreach (var index in isForward ? Enumerable.Range(1, layers.Count - 1) : Enumerable.Range(0, layers.Count - 1).Reverse())
                Sort(layers[index], layers[isForward ? index - 1 : index + 1], place => isForward ? place.Before : place.After);
            if (Count(layers) is var crossings && crossings < fewest)
            {
                fewest = crossings;
                best = layers.Select(layer => layer.ToList()).ToList();
            }
        }

        for (var index = 0; index < layers.Count; index++)
            layers[index] = best[index];
    }

    private static void Sort(List<Place> layer, List<Place> fixedLayer, Func<Place, List<Place>> neighbours)
    {
        var position = Positions(fixedLayer);
        var own = Positions(layer);
        double Centre(Place place) => neighbours(place).Count == 0 ? own[place] : neighbours(place).Average(neighbour => position[neighbour]);
        var sorted = layer.OrderBy(Centre).ThenBy(place => own[place]).ToList();
        layer.Clear();
        layer.AddRange(sorted);
    }

    private static int Count(List<List<Place>> layers)
    {
        var count = 0;
        for (var index = 0; index + 1 < layers.Count; index++)
        {
            var position = Positions(layers[index + 1]);
            var ends = layers[index].SelectMany((place, from) => place.After.Select(to => (from, to: position[to]))).ToList();
            for (var i = 0; i < ends.Count; i++)
                count += ends.Skip(i + 1).Count(other => (ends[i].from - other.from) * (ends[i].to - other.to) < 0);
        }

        return count;
    }

    private static Dictionary<Place, int> Positions(List<Place> layer) => layer.Select((place, index) => (place, index)).ToDictionary(pair => pair.place, pair => pair.index);
}
