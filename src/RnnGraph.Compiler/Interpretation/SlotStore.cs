using RnnGraph.Compiler.Schedules;
using RnnGraph.Interpreting;

namespace RnnGraph.Compiler.Interpretation;

/// <summary>The planned slots of one run in double precision, filled with NaN until something is stored.</summary>
internal sealed class SlotStore
{
    private readonly Dictionary<Slot, double[]> _memory = new();
    private readonly Dictionary<Slot, int> _windows = new();
    private readonly GraphArguments _run;

    public SlotStore(IEnumerable<Slot> slots, GraphArguments run, bool isTraining)
    {
        _run = run;
        foreach (var slot in slots)
        {
            var steps = StepsAlong(slot.Axis);
            _windows[slot] = (isTraining ? slot.Train : slot.Evaluate) switch
            {
                Window.None => slot.Train == slot.Evaluate ? Math.Max(steps, 1) : 0,
                Window.Two => 2,
                Window.Steps or Window.Chunk or Window.External or Window.StepIndex => Math.Max(steps, 1),
                Window.StepsPlusOne or Window.ChunkPlusOne => steps + 1,
                _ => 1,
            };
            _memory[slot] = new double[_windows[slot] * Batch * slot.Gates * Features(slot)];
            Fill(_memory[slot], double.NaN);
        }
    }

    public int Batch => _run.Batch;

    public int Features(Slot slot) => slot.Features.Evaluate();

    /// <summary>The steps along an axis; what each row has once has one.</summary>
    public int StepsAlong(string? axis) => axis is null ? 1 : _run.StepsOf(axis);

    /// <summary>Whether step <paramref name="t"/> along an axis lies within a row's length.</summary>
    public bool IsWithin(string? axis, int row, int t) => axis is null || t < _run.LengthsOf(axis)[row];

    /// <summary>One feature of one row of a place, at step <paramref name="t"/>.</summary>
    public ref double At(Place place, int t, int row, int feature)
    {
        var slot = place.Slot;
        var window = _windows[slot];
        var index = window is 1 ? 0 : (t + place.Offset) % window;
        return ref _memory[slot][(((((index * Batch) + row) * slot.Gates) + place.Gate) * Features(slot)) + feature];
    }

    /// <summary>All rows and features of a place at step <paramref name="t"/> become <paramref name="value"/>.</summary>
    public void Fill(Place place, int t, double value) => Set(place, t, (_, _) => value);

    /// <summary>Each row and feature of a place at step <paramref name="t"/> gets its value.</summary>
    public void Set(Place place, int t, Func<int, int, double> value)
    {
        var features = Features(place.Slot);
        for (var row = 0; row < Batch; row++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                At(place, t, row, feature) = value(row, feature);
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
