using System.Numerics;

namespace RnnGraph;

/// <summary>A cell or network over sequences of <typeparamref name="T"/>: arrays are row-major and time-major, <c>[T, B, F]</c>.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IRecurrent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What it takes and gives.</summary>
    CellSignature Signature { get; }

    /// <summary>The trained values.</summary>
    ParameterSet<T> Parameters { get; }

    /// <summary>Draws every parameter anew by its own initialiser; the same seed gives the same values on every machine.</summary>
    void Initialize(ulong seed);

    /// <summary>Makes the memory for runs of one shape. A workspace serves one run at a time; a cell or network serves any number of workspaces at once.</summary>
    /// <param name="steps">Time steps of every run, 0 or more; of a network with several time axes along each, <c>[20, 12]</c>, or one number for all.</param>
    /// <param name="batch">Rows of every run, 1 or more.</param>
    /// <param name="mode">Whether a backward run may follow.</param>
    /// <param name="threads">How many threads a run may take; the results don't depend on it.</param>
    /// <param name="taps">Whether the taps of the definition are kept.</param>
    /// <param name="memory">
    /// The most bytes that <see cref="Workspace{T}.Bytes"/> may come to; null for as many as all steps take. In less, a training run keeps the values of some steps at a time
    /// (<see cref="Workspace{T}.SegmentSteps"/>), and of the others what is carried into each such segment; a backward run goes through them from the last to the first, and computes
    /// the values of all but the last again, which costs about a third more time. The inputs' values and taps are kept for all steps. Outputs have the same bits as without it,
    /// gradients of matrices are added up in another order.
    /// </param>
    /// <exception cref="ArgumentException">Another number of axes than the model has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number that is too small; a <paramref name="memory"/> in which no run fits (the message names the least), or not all steps at once of a model that needs them: one with
    /// a scan in reverse, several time axes, or steps that wait for the end of another scan.
    /// </exception>
    Workspace<T> CreateWorkspace(Steps steps, int batch, Mode mode = Mode.Train, int threads = 1, bool taps = false, long? memory = null);

    /// <summary>Makes a carried state of zeros.</summary>
    /// <param name="batch">Rows, 1 or more.</param>
    CellState<T> CreateState(int batch);

    /// <summary>Runs over all steps of a workspace.</summary>
    /// <param name="workspace">Memory made by this cell or network.</param>
    /// <param name="x">
    /// The inputs in the order of the signature, each <c>[T, B, F]</c> values or <c>[T, B]</c> tokens, without T for what each sequence has once. Targets, which only losses
    /// read, may all be left empty; then no loss is computed.
    /// </param>
    /// <param name="y">The outputs, each <c>[T, B, F]</c>; an empty one isn't written. 0 beyond a row's length.</param>
    /// <param name="state">The state before the first step, and on return after the last; null for zeros.</param>
    /// <param name="lengths">
    /// For each row how many of the steps are its own, 0 to T, along each time axis; empty if all are. The state of a row holds beyond its length.
    /// </param>
    void Forward(Workspace<T> workspace, Inputs<T> x, Outputs<T> y, CellState<T>? state = null, Lengths lengths = default);
}

/// <summary>A cell or network whose gradient can be taken.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface ITrainable<T> : IRecurrent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes gradients of zeros, laid out like the parameters.</summary>
    Gradients<T> CreateGradients();

    /// <summary>Carries the loss's derivative back through the last forward run of a training workspace. One forward run allows one backward run.</summary>
    /// <param name="workspace">The workspace of that run.</param>
    /// <param name="dy">∂L/∂y of each output, <c>[T, B, F]</c>; an empty one stands for zeros.</param>
    /// <param name="dx">Takes ∂L/∂x of each input, <c>[T, B, F]</c>; an empty one isn't computed. 0 beyond a row's length.</param>
    /// <param name="dState">∂L/∂(final state) on entry, ∂L/∂(initial state) on return; null for zeros.</param>
    /// <param name="gradients">What the parameters' gradients are added to.</param>
    void Backward(Workspace<T> workspace, Inputs<T> dy, Outputs<T> dx, CellState<T>? dState, Gradients<T> gradients);
}

/// <summary>A cell or causal network that can be run step by step. A step neither allocates, locks, waits nor takes a thread.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IStreaming<T> : IRecurrent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>One step for all rows of a state.</summary>
    /// <param name="x">The inputs, each <c>[B, F]</c> values or <c>[B]</c> tokens.</param>
    /// <param name="y">The outputs, each <c>[B, F]</c>; an empty one isn't written.</param>
    /// <param name="state">The state before the step, and on return after it.</param>
    void Step(Inputs<T> x, Outputs<T> y, CellState<T> state);

    /// <summary>One step of a model of one input of values and one output: the shortest way for small models.</summary>
    /// <param name="x">The input, <c>[B, F]</c>.</param>
    /// <param name="y">The output, <c>[B, F]</c>; an empty one isn't written.</param>
    /// <param name="state">The state before the step, and on return after it.</param>
    void Step(ReadOnlySpan<T> x, Span<T> y, CellState<T> state) => Step((Inputs<T>)x, y, state);

    /// <summary>As many steps as the inputs hold.</summary>
    /// <param name="x">The inputs, each <c>[n, B, F]</c> values or <c>[n, B]</c> tokens.</param>
    /// <param name="y">The outputs, each <c>[n, B, F]</c>; an empty one isn't written.</param>
    /// <param name="state">The state before the first step, and on return after the last.</param>
    void Steps(Inputs<T> x, Outputs<T> y, CellState<T> state);

    /// <summary>As many steps as the one input holds.</summary>
    /// <param name="x">The input, <c>[n, B, F]</c>.</param>
    /// <param name="y">The output, <c>[n, B, F]</c>; an empty one isn't written.</param>
    /// <param name="state">The state before the first step, and on return after the last.</param>
    void Steps(ReadOnlySpan<T> x, Span<T> y, CellState<T> state) => Steps((Inputs<T>)x, y, state);

    /// <summary>Compiles and touches everything that a step needs, so that the first real step is not the slow one.</summary>
    void Prepare();
}

/// <summary>The factory that every generated cell has.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IRecurrentCell<TSelf, T> : ITrainable<T>, IStreaming<T>
    where TSelf : IRecurrentCell<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The names of the sizes that <see cref="Create"/> takes, in order; empty if all are bound.</summary>
    static abstract IReadOnlyList<string> SizeNames { get; }

    /// <summary>Makes a cell of these sizes.</summary>
    /// <param name="sizes">One value for each of <see cref="SizeNames"/>.</param>
    static abstract TSelf Create(ReadOnlySpan<int> sizes);
}

/// <summary>The factory that every generated network has. Those that are causal are also <see cref="IStreaming{T}"/>.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IRecurrentNetwork<TSelf, T> : ITrainable<T>
    where TSelf : IRecurrentNetwork<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The names of the sizes that <see cref="Create"/> takes, in order; empty if all are bound.</summary>
    static abstract IReadOnlyList<string> SizeNames { get; }

    /// <summary>Makes a network of these sizes.</summary>
    /// <param name="sizes">One value for each of <see cref="SizeNames"/>.</param>
    static abstract TSelf Create(ReadOnlySpan<int> sizes);
}
