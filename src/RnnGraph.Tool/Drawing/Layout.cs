namespace RnnGraph.Tool.Drawing;

/// <summary>Where everything of a picture stands, in pixels.</summary>
internal sealed class Layout
{
    public const double CharacterWidth = 7.3;
    public const double LineHeight = 17;
    private const double Padding = 10;
    private const double LayerGap = 46;
    private const double BoxGap = 16;
    private const double Margin = 18;
    private const double FrameMargin = 22;

    private Layout(Picture picture)
    {
        Picture = picture;
        var layers = Layering.Of(picture);
        Crossings.Order(layers);
        Place(layers);
    }

    public Picture Picture { get; }

    public Dictionary<Box, Area> Boxes { get; } = [];

    /// <summary>The points that each arrow runs through, from left to right.</summary>
    public Dictionary<Arrow, IReadOnlyList<(double X, double Y)>> Arrows { get; } = [];

    public Dictionary<Frame, Area> Frames { get; } = [];

    public double Width { get; private set; }

    public double Height { get; private set; }

    public static Layout Of(Picture picture) => new(picture);

    private static double WidthOf(Box box) => (box.Lines.Max(line => line.Length) * CharacterWidth) + (2 * Padding);

    private static double HeightOf(Place place) => place.Box is { } box ? (box.Lines.Count * LineHeight) + Padding : 4;

    private void Place(LayeredPicture layers)
    {
        var x = Margin + FrameMargin;
        foreach (var layer in layers.Layers)
        {
            var width = layer.Max(place => place.Box is { } box ? WidthOf(box) : 0);
            foreach (var place in layer)
                (place.X, place.Width, place.LayerRight) = (x, place.Box is { } box ? WidthOf(box) : width, x + width);
            x += width + LayerGap;
        }

        Rows.Align(layers, HeightOf, BoxGap);
        var top = layers.Layers.SelectMany(layer => layer).Min(place => place.Y - (HeightOf(place) / 2));
        foreach (var place in layers.Layers.SelectMany(layer => layer))
            place.Y += Margin + FrameMargin + 22 - top;
        foreach (var place in layers.Layers.SelectMany(layer => layer).Where(place => place.Box is not null))
            Boxes[place.Box!] = new Area(place.X, place.Y - (HeightOf(place) / 2), place.Width, HeightOf(place));
        foreach (var frame in Picture.Frames)
            Frames[frame] = Around(Inside(frame, layers), Picture.Arrows.Count(arrow => arrow.IsToNextStep && arrow.From.Frame == frame));
        var right = layers.Layers.SelectMany(layer => layer).Where(place => place.Box is not null).ToDictionary(place => place.Box!, place => place.LayerRight);
        foreach (var (arrow, places) in layers.Paths)
            Arrows[arrow] = [(Boxes[arrow.From].Right, Boxes[arrow.From].MiddleY), (right[arrow.From], Boxes[arrow.From].MiddleY), .. places.SelectMany(place => new[] { (place.X, place.Y), (place.X + place.Width, place.Y) }), (Boxes[arrow.To].X, Boxes[arrow.To].MiddleY)];
        var all = Boxes.Values.Concat(Frames.Values).ToList();
        Width = all.Max(area => area.Right) + Margin;
        Height = all.Max(area => area.Bottom) + Margin;
    }

    /// <summary>A frame's boxes, and the arrows that pass between them.</summary>
    private IEnumerable<Area> Inside(Frame frame, LayeredPicture layers)
    {
        var boxes = layers.Layers.SelectMany(layer => layer).Where(place => place.Box?.Frame == frame).ToList();
        var (first, last) = (boxes.Min(place => place.Layer), boxes.Max(place => place.Layer));
        return boxes.Select(place => Boxes[place.Box!])
            .Concat(layers.Paths.Where(path => path.Key.To.Frame == frame).SelectMany(path => path.Value)
                .Where(place => place.Layer >= first && place.Layer <= last)
                .Select(place => new Area(place.X, place.Y, place.Width, 0)));
    }

    /// <summary>A frame leaves room under its boxes for the arrows to the next step.</summary>
    private static Area Around(IEnumerable<Area> boxes, int arrowsBelow)
    {
        var list = boxes.ToList();
        var (left, top) = (list.Min(box => box.X) - FrameMargin, list.Min(box => box.Y) - FrameMargin - 8);
        return new Area(left, top, list.Max(box => box.Right) + FrameMargin - left, list.Max(box => box.Bottom) + FrameMargin + (arrowsBelow * 12) - top);
    }
}

/// <summary>A rectangle.</summary>
internal readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double MiddleY => Y + (Height / 2);
}
