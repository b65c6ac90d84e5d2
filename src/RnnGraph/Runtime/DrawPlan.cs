namespace RnnGraph.Runtime;

/// <summary>What is drawn.</summary>
public enum DrawKind
{
    /// <summary>One of two numbers: [probability of the first, the first, the second, in evaluation].</summary>
    Bernoulli,

    /// <summary>A normal number with mean 0: [deviation, in evaluation].</summary>
    Normal,
}

/// <summary>target = numbers that are a function of the run's seed, the stream, the step, the row and the feature; in evaluation the last of the plan's numbers.</summary>
/// <param name="kind">What is drawn.</param>
/// <param name="stream">Tells the draws of one node from those of another.</param>
/// <param name="numbers">The numbers of the kind.</param>
/// <param name="target">The value written.</param>
/// <param name="perSequence">Whether the draw is the same at every step.</param>
public sealed class DrawPlan(DrawKind kind, uint stream, IReadOnlyList<double> numbers, SlotRef target, bool perSequence = false)
{
    /// <summary>What is drawn.</summary>
    public DrawKind Kind { get; } = kind;

    /// <summary>Tells the draws of one node from those of another.</summary>
    public uint Stream { get; } = stream;

    /// <summary>The numbers of the kind; the last one counts in evaluation.</summary>
    public IReadOnlyList<double> Numbers { get; } = numbers;

    /// <summary>The value written.</summary>
    public SlotRef Target { get; } = target;

    /// <summary>Whether the draw is the same at every step.</summary>
    public bool PerSequence { get; } = perSequence;
}

/// <summary>Noise on a parameter in training, normal with mean 0, drawn once for a run.</summary>
/// <param name="parameter">The parameter's key.</param>
/// <param name="deviation">The standard deviation.</param>
/// <param name="stream">Tells the draws of one node from those of another.</param>
public sealed class WeightNoisePlan(string parameter, double deviation, uint stream)
{
    /// <summary>The parameter's key.</summary>
    public string Parameter { get; } = parameter;

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; } = deviation;

    /// <summary>Tells the draws of one node from those of another.</summary>
    public uint Stream { get; } = stream;
}

/// <summary>total += the gradient of an initial state over the rows, where the caller gave no initial state.</summary>
/// <param name="state">The state.</param>
/// <param name="gradient">The slot of its gradient.</param>
/// <param name="total">A slot with window <see cref="Window.Total"/>.</param>
public sealed class StartTotalPlan(string state, int gradient, SlotRef total)
{
    /// <summary>The state.</summary>
    public string State { get; } = state;

    /// <summary>The slot of its gradient.</summary>
    public int Gradient { get; } = gradient;

    /// <summary>Where the sum over the rows goes.</summary>
    public SlotRef Total { get; } = total;
}
