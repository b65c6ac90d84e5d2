namespace RnnGraph.Tool.Drawing;

/// <summary>A place in a layer: of a box, or of an arrow that passes through the layer.</summary>
internal sealed class Place(int layer, Box? box)
{
    public int Layer { get; } = layer;

    public Box? Box { get; } = box;

    public List<Place> Before { get; } = [];

    public List<Place> After { get; } = [];

    public double X { get; set; }

    /// <summary>The middle.</summary>
    public double Y { get; set; }

    public double Width { get; set; }

    /// <summary>The right edge of the widest box of the layer: from there on an arrow may turn.</summary>
    public double LayerRight { get; set; }
}

/// <summary>A picture cut into layers from left to right.</summary>
/// <param name="Layers">The places of each layer, from top to bottom.</param>
/// <param name="Paths">The places that each arrow passes through between its boxes.</param>
internal sealed record LayeredPicture(List<List<Place>> Layers, Dictionary<Arrow, List<Place>> Paths);

/// <summary>Gives every box the layer after the last of those it reads from; an arrow over several layers passes through a place in each.</summary>
internal static class Layering
{
    public static LayeredPicture Of(Picture picture)
    {
        var layerOf = Layers(picture);
        var layers = Enumerable.Range(0, layerOf.Values.Max() + 1).Select(_ => new List<Place>()).ToList();
        var placeOf = new Dictionary<Box, Place>();
        foreach (var box in picture.Boxes)
        {
            placeOf[box] = new Place(layerOf[box], box);
            layers[layerOf[box]].Add(placeOf[box]);
        }

        var paths = new Dictionary<Arrow, List<Place>>();
        foreach (var arrow in picture.Arrows.Where(arrow => !arrow.IsToNextStep))
        {
            var path = new List<Place>();
            var last = placeOf[arrow.From];
            for (var layer = layerOf[arrow.From] + 1; layer < layerOf[arrow.To]; layer++)
            {
                var passing = new Place(layer, null);
                layers[layer].Add(passing);
                path.Add(passing);
                Join(last, passing);
                last = passing;
            }

            Join(last, placeOf[arrow.To]);
            paths[arrow] = path;
        }

        return new LayeredPicture(layers, paths);
    }

    private static Dictionary<Box, int> Layers(Picture picture)
    {
        var forward = picture.Arrows.Where(arrow => !arrow.IsToNextStep).ToList();
        var into = forward.ToLookup(arrow => arrow.To);
        var outOf = forward.ToLookup(arrow => arrow.From);
        var layer = new Dictionary<Box, int>();

        // Boxes come in topological order, so those that one reads from have their layer already.
        foreach (var box in picture.Boxes)
            layer[box] = into[box].Select(arrow => layer[arrow.From] + 1).DefaultIfEmpty(box.Frame is null ? 0 : 1).Max();

        // What is read late only needn't stand early: a box moves right, next to its first reader, unless it is a source.
        foreach (var box in picture.Boxes.Reverse().Where(box => into[box].Any()))
            layer[box] = outOf[box].Select(arrow => layer[arrow.To] - 1).DefaultIfEmpty(layer[box]).Min();
        var least = layer.Values.Min();
        return layer.ToDictionary(pair => pair.Key, pair => pair.Value - least);
    }

    private static void Join(Place from, Place to)
    {
        from.After.Add(to);
        to.Before.Add(from);
    }
}
