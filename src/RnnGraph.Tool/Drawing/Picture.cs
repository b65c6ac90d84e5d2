namespace RnnGraph.Tool.Drawing;

/// <summary>What is drawn: boxes, the arrows between them, and frames around the boxes of a scan.</summary>
/// <param name="Title">What the picture shows.</param>
/// <param name="Boxes">The boxes, in topological order.</param>
/// <param name="Arrows">The arrows.</param>
/// <param name="Frames">The frames.</param>
internal sealed record Picture(string Title, IReadOnlyList<Box> Boxes, IReadOnlyList<Arrow> Arrows, IReadOnlyList<Frame> Frames);

/// <summary>A value.</summary>
/// <param name="Id">Its name in the graph.</param>
/// <param name="Lines">The text in it.</param>
/// <param name="Kind">What it is, for its colour.</param>
/// <param name="Frame">The frame that holds it; null for none.</param>
internal sealed record Box(string Id, IReadOnlyList<string> Lines, BoxKind Kind, Frame? Frame);

/// <summary>A value that another is computed from.</summary>
/// <param name="From">The box it leaves.</param>
/// <param name="To">The box it enters.</param>
/// <param name="IsToNextStep">Whether it goes to the next step: drawn backwards, under the boxes.</param>
internal sealed record Arrow(Box From, Box To, bool IsToNextStep = false);

/// <summary>A scan.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Caption">What stands at its edge.</param>
internal sealed record Frame(string Id, string Caption);

/// <summary>What a box is.</summary>
internal enum BoxKind
{
    /// <summary>An input or token.</summary>
    Input,

    /// <summary>A state as the step before left it, or the value it starts from.</summary>
    State,

    /// <summary>A gate: a value squashed between fixed bounds.</summary>
    Gate,

    /// <summary>Any other value.</summary>
    Value,

    /// <summary>An output, final state or loss.</summary>
    Result,
}
