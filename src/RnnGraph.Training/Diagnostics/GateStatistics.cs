namespace RnnGraph.Training;

/// <summary>How often a gate, a value of a sigmoid that the definition names, was saturated open or shut (Karpathy, Johnson &amp; Fei-Fei 2015).</summary>
/// <param name="Name">The name of the tap or output.</param>
/// <param name="Units">Each of its units.</param>
public sealed record GateStatistics(string Name, IReadOnlyList<GateUnit> Units)
{
    /// <summary>A gate above this value is open.</summary>
    public const double OpenAbove = 0.9;

    /// <summary>A gate below this value is shut.</summary>
    public const double ShutBelow = 0.1;

    /// <summary>The share of all units and steps in which it was open.</summary>
    public double Open => Units.Average(unit => unit.Open);

    /// <summary>The share of all units and steps in which it was shut.</summary>
    public double Shut => Units.Average(unit => unit.Shut);

    /// <summary>The mean value.</summary>
    public double Mean => Units.Average(unit => unit.Mean);
}

/// <summary>One unit of a gate over all steps.</summary>
/// <param name="Open">The share of steps in which it was above <see cref="GateStatistics.OpenAbove"/>.</param>
/// <param name="Shut">The share of steps in which it was below <see cref="GateStatistics.ShutBelow"/>.</param>
/// <param name="Mean">Its mean value.</param>
public readonly record struct GateUnit(double Open, double Shut, double Mean);
