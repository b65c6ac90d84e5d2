namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>Everything that goes into one training run: row-major values, sequences [T, B, F], states [B, F], matrices [rows, columns].</summary>
internal sealed class RunData
{
    private const double HalfUnit = 1.0 / (1 << 24);

    /// <summary>Steps T of the run.</summary>
    public required int Steps { get; init; }

    /// <summary>Sequences B of the batch.</summary>
    public required int Batch { get; init; }

    /// <summary>The length of each sequence, 0 … T.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>What random ops draw from.</summary>
    public ulong Seed { get; init; } = 20_261_121;

    /// <summary>Values of the inputs.</summary>
    public Dictionary<string, double[]> Inputs { get; init; } = [];

    /// <summary>States before the first step.</summary>
    public Dictionary<string, double[]> Initial { get; init; } = [];

    /// <summary>Values of the parameters.</summary>
    public Dictionary<string, double[]> Parameters { get; init; } = [];

    /// <summary>∂L/∂ every output.</summary>
    public Dictionary<string, double[]> OutputGradients { get; init; } = [];

    /// <summary>∂L/∂ every final state.</summary>
    public Dictionary<string, double[]> FinalGradients { get; init; } = [];

    /// <summary>The same with the parameters of another run.</summary>
    public RunData WithParameters(RunData other) => new()
    {
        Steps = Steps,
        Batch = Batch,
        Lengths = Lengths,
        Seed = Seed,
        Inputs = Inputs,
        Initial = Initial,
        Parameters = other.Parameters,
        OutputGradients = OutputGradients,
        FinalGradients = FinalGradients,
    };

    /// <summary>The same from states of zero, and without a gradient by the final ones.</summary>
    public RunData WithZeroStates() => new()
    {
        Steps = Steps,
        Batch = Batch,
        Lengths = Lengths,
        Seed = Seed,
        Inputs = Inputs,
        Initial = Zeros(Initial),
        Parameters = Parameters,
        OutputGradients = OutputGradients,
        FinalGradients = Zeros(FinalGradients),
    };

    /// <summary>The same with every value up or down by half a unit in float's last place.</summary>
    public RunData Rounded()
    {
        var random = new Random(1);
        Dictionary<string, double[]> Round(Dictionary<string, double[]> tensors) => tensors.ToDictionary(
            pair => pair.Key, pair => Array.ConvertAll(pair.Value, value => value * (1 + (random.Next(2) == 0 ? HalfUnit : -HalfUnit))), StringComparer.Ordinal);
        return new RunData
        {
            Steps = Steps,
            Batch = Batch,
            Lengths = Lengths,
            Seed = Seed,
            Inputs = Round(Inputs),
            Initial = Round(Initial),
            Parameters = Round(Parameters),
            OutputGradients = Round(OutputGradients),
            FinalGradients = Round(FinalGradients),
        };
    }

    private static Dictionary<string, double[]> Zeros(Dictionary<string, double[]> tensors) =>
        tensors.ToDictionary(pair => pair.Key, pair => new double[pair.Value.Length], StringComparer.Ordinal);
}

/// <summary>Everything that comes out of one training run, laid out as in <see cref="RunData"/>.</summary>
internal sealed class RunResult
{
    /// <summary>The outputs; 0 beyond a sequence's length.</summary>
    public Dictionary<string, double[]> Outputs { get; init; } = [];

    /// <summary>States after the last step of each sequence.</summary>
    public Dictionary<string, double[]> Final { get; init; } = [];

    /// <summary>∂L/∂ every input.</summary>
    public Dictionary<string, double[]> InputGradients { get; init; } = [];

    /// <summary>∂L/∂ every initial state.</summary>
    public Dictionary<string, double[]> InitialGradients { get; init; } = [];

    /// <summary>∂L/∂ every parameter.</summary>
    public Dictionary<string, double[]> ParameterGradients { get; init; } = [];

    /// <summary>All tensors under one readable name each.</summary>
    public IEnumerable<(string Name, double[] Values)> Tensors =>
        Outputs.Select(pair => (pair.Key, pair.Value))
            .Concat(Final.Select(pair => ($"final {pair.Key}", pair.Value)))
            .Concat(InputGradients.Select(pair => ($"d {pair.Key}", pair.Value)))
            .Concat(InitialGradients.Select(pair => ($"d initial {pair.Key}", pair.Value)))
            .Concat(ParameterGradients.Select(pair => ($"d {pair.Key}", pair.Value)));
}
