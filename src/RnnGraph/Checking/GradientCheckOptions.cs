namespace RnnGraph.Checking;

/// <summary>How a gradient is checked.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>Steps of the run, along a second time axis one more, and so on. Few are enough: a fault of the backward pass shows at the second.</summary>
    public int Steps { get; init; } = 4;

    /// <summary>Rows of the run; each is shorter than the one before, as far as there are steps, so that lengths are checked too.</summary>
    public int Batch { get; init; } = 3;

    /// <summary>Where the random numbers start: data, what is added to the parameters, and what random ops draw.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The largest random number added to each parameter, so that a zero it starts from hides nothing.</summary>
    public double Perturbation { get; init; } = 0.2;

    /// <summary>The most elements of a tensor that are compared with central differences, spread evenly over it; each costs at least four forward runs.</summary>
    public int ElementsPerTensor { get; init; } = 48;

    /// <summary>The largest error that passes, as a share of the tensor's largest magnitude; null for the constants of <see cref="GradientCheck"/>, which say why.</summary>
    public double? Tolerance { get; init; }
}
