namespace RnnGraph.Benchmarks.Bounds;

/// <summary>Values that go between a core and its memories.</summary>
/// <param name="Values">How many in all.</param>
/// <param name="Footprint">Among how many places, over and over: that decides which memory they come from.</param>
internal readonly record struct Traffic(double Values, double Footprint)
{
    /// <summary>Whether each is read, computed anew and written; otherwise it counts as read, as nothing writes faster.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>
    /// The least time of all. What comes from farther off passes through the nearer memories too, and different memories work at once: for each size of memory that something needs, the time
    /// in which that, and all that needs a larger one, passes through it; the largest counts.
    /// </summary>
    public static double Seconds(IReadOnlyList<Traffic> all) => all.Max(nearest => all.Where(one => one.Footprint >= nearest.Footprint).Sum(one => one.SecondsThrough(nearest.Footprint)));

    private double SecondsThrough(double footprint) => Values * sizeof(float) / (IsUpdate ? Machine.UpdateBandwidth(footprint * sizeof(float)) : Machine.Bandwidth(footprint * sizeof(float)));
}
