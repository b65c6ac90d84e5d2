using RnnGraph.Cells;

namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>A cell with three faults: it allocates in a step, blocks of 512 give something else, and a NaN once seen stays.</summary>
internal sealed class FaultyStream : IStreaming<float>
{
    private readonly GruTorch _cell = new(2, 3);
    private bool _isSpoilt;
    private int _blocks;

    public CellSignature Signature => _cell.Signature;

    public ParameterSet<float> Parameters => _cell.Parameters;

    internal static byte[] Waste { get; private set; } = [];

    public void Initialize(ulong seed) => _cell.Initialize(seed);

    public Workspace<float> CreateWorkspace(Steps steps, int batch, Mode mode = Mode.Train, int threads = 1, bool taps = false, long? memory = null) =>
        _cell.CreateWorkspace(steps, batch, mode, threads, taps, memory);

    public CellState<float> CreateState(int batch) => _cell.CreateState(batch);

    public void Forward(Workspace<float> workspace, Inputs<float> x, Outputs<float> y, CellState<float>? state = null, Lengths lengths = default) => _cell.Forward(workspace, x, y, state, lengths);

    public void Step(Inputs<float> x, Outputs<float> y, CellState<float> state)
    {
        Waste = new byte[1];
        _cell.Step(x, y, state);
        _isSpoilt |= float.IsNaN(state["h"][0]);
        if (_isSpoilt)
            state["h"].Fill(float.NaN);
    }

    public void Steps(Inputs<float> x, Outputs<float> y, CellState<float> state)
    {
        _cell.Steps(x, y, state);
        if (++_blocks > 512) // the probe takes 512 blocks of 37 first
            state["h"].Fill(1);
    }

    public void Prepare() => _cell.Prepare();
}
