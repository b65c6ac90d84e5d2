namespace RnnGraph;

/// <summary>
/// A time axis of a network: what is known at every step belongs to one, and values of two axes can't be joined. Each has a number of steps and lengths of its
/// own. <see cref="NetworkBuilder.Time"/> makes one; what names none belongs to the axis <c>time</c>.
/// </summary>
public sealed class TimeAxis
{
    internal const string Default = "time";

    internal TimeAxis(string name) => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }
}
