using RnnGraph.Compiler.Schedules;

namespace RnnGraph.Compiler.Interpretation;

/// <summary>The planned slots of one run in double precision, filled with NaN until something is stored.</summary>
internal sealed class SlotStore
{
    private readonly Dictionary<Slot, double[]> _memory = new();
    private readonly Dictionary<Slot, int> _windows = new();
    private readonly Func<Size, int> _sizes;

    public SlotStore(IEnumerable<Slot> slots, Func<Size, int> sizes, Func<string?, int> stepsAlong, int batch, bool isTraining)
    {
        _sizes = sizes;
        Batch = batch;
        foreach (var slot in slots)
        {
            var steps = stepsAlong(slot.Axis);
            _windows[slot] = (isTraining ? slot.Train : slot.Evaluate) switch
            {
                Window.None => slot.Train == slot.Evaluate ? Math.Max(steps, 1) : 0,
                Window.Two => 2,
                Window.Steps or Window.Chunk or Window.External or Window.StepIndex => Math.Max(steps, 1),
                Window.StepsPlusOne or Window.ChunkPlusOne => steps + 1,
                _ => 1,
            };
            _memory[slot] = new double[_windows[slot] * batch * slot.Gates * sizes(slot.Features)];
            Fill(_memory[slot], double.NaN);
        }
    }

    public int Batch { get; }

    public int Features(Slot slot) => _sizes(slot.Features);

    /// <summary>One feature of one row of a place, at step <paramref name="t"/>.</summary>
    public ref double At(Place place, int t, int row, int feature)
    {
        var slot = place.Slot;
        var window = _windows[slot];
        var index = window is 1 ? 0 : (t + place.Offset) % window;
        return ref _memory[slot][(((((index * Batch) + row) * slot.Gates) + place.Gate) * _sizes(slot.Features)) + feature];
    }

    /// <summary>All rows and features of a place at step <paramref name="t"/> become <paramref name="value"/>.</summary>
    public void Fill(Place place, int t, double value)
    {
        for (var row = 0; row < Batch; row++)
        {
            for (var feature = 0; feature < Features(place.Slot); feature++)
            {
                At(place, t, row, feature) = value;
            }
        }
    }

    private static void Fill(double[] array, double value)
    {
        for (var index = 0; index < array.Length; index++)
        {
            array[index] = value;
        }
    }
}
