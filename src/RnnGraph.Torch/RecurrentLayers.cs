using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>
/// What <see cref="Rnn{T}"/>, <see cref="Lstm{T}"/> and <see cref="Gru{T}"/> share: PyTorch's arguments, shapes and parameter names over generated cells, one for every
/// layer and direction. Arrays are row-major. One object serves any number of workspaces and states at once.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract partial class RecurrentLayers<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T>[] _cells;

    private protected RecurrentLayers(LayerPlan plan, Func<LayerPlan, int, RecurrentCell<T>> makeCell)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"{plan.Module} computes in float or double; {typeof(T).Name} was given.");
        Plan = plan.Checked();
        _cells = new RecurrentCell<T>[plan.Cells];
        for (var i = 0; i < _cells.Length; i++)
            _cells[i] = makeCell(plan, plan.InputsOf(i / plan.Directions));
        Parameters = new LayerParameters<T>(plan, _cells);
        Initialize(0);
    }

    /// <summary>Features of x.</summary>
    public int InputSize => Plan.InputSize;

    /// <summary>Hidden units of a layer's direction; of an LSTM its memory cells.</summary>
    public int HiddenSize => Plan.HiddenSize;

    /// <summary>Layers.</summary>
    public int NumLayers => Plan.NumLayers;

    /// <summary>Whether there are the two biases b_ih and b_hh.</summary>
    public bool Bias => Plan.Bias;

    /// <summary>Whether x and y are <c>[B, T, F]</c> instead of <c>[T, B, F]</c>.</summary>
    public bool BatchFirst => Plan.BatchFirst;

    /// <summary>The probability of a value between two layers to be zeroed, in training runs.</summary>
    public double Dropout => Plan.Dropout;

    /// <summary>Whether every layer also reads its sequences backwards.</summary>
    public bool Bidirectional => Plan.Bidirectional;

    /// <summary>Features of y: those of h, twice if bidirectional.</summary>
    public int OutputSize => Plan.OutputSize;

    /// <summary>The parameters under PyTorch's names: <c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c>, <c>bias_hh_l0</c>, <c>weight_hr_l0</c>, <c>…_reverse</c>.</summary>
    public LayerParameters<T> Parameters { get; }

    /// <summary>The cell of each layer and direction, as optimisers take them; their gradients are <see cref="LayerGradients{T}.Parts"/>.</summary>
    public IReadOnlyList<RecurrentCell<T>> Cells => _cells;

    internal LayerPlan Plan { get; }

    /// <summary>Draws every parameter anew, uniform in ±1/√hidden_size as PyTorch does; the same seed gives the same values on every machine (not PyTorch's, whose generator is another).</summary>
    public void Initialize(ulong seed)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            // A cell's values depend on the seed and its keys alone, and all cells have the same keys.
            _cells[i].Initialize((seed * 0x9E3779B97F4A7C15UL) + (ulong)i);
            if (Plan.ProjSize > 0)
                InitialValues.Rescale(_cells[i].Parameters, "h.W_hr", Math.Sqrt((double)Plan.ProjSize / Plan.HiddenSize)); // PyTorch's bound hangs on hidden_size for every parameter
        }
    }

    /// <summary>Makes a state of zeros.</summary>
    /// <param name="batch">Sequences, 1 or more.</param>
    public LayerState<T> CreateState(int batch) => new(this, batch);

    /// <summary>Makes the memory for runs of one shape.</summary>
    /// <param name="steps">Time steps of every run, 0 or more.</param>
    /// <param name="batch">Sequences of every run, 1 or more.</param>
    /// <param name="mode">Train: dropout is at work and a backward run may follow. Evaluate: neither.</param>
    /// <param name="threads">How many threads a run may take; the results don't depend on it.</param>
    public LayerWorkspace<T> CreateWorkspace(int steps, int batch, Mode mode = Mode.Train, int threads = 1) => new(this, steps, batch, mode, threads);

    /// <summary>Makes gradients of zeros.</summary>
    public LayerGradients<T> CreateGradients() => new(Parameters, _cells);
}
