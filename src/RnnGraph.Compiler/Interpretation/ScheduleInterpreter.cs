using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Interpretation;

/// <summary>
/// Executes a schedule in double precision over its planned slots, and fills a place with NaN when its value dies: a fault of fusion, aliasing,
/// recomputation or order shows as a wrong number or a NaN, apart from any emitted code.
/// </summary>
public sealed class ScheduleInterpreter
{
    private readonly Schedule _schedule;
    private readonly GraphArguments _run;
    private readonly SlotStore _slots;
    private readonly Dictionary<string, double[]> _gradients = new(StringComparer.Ordinal);
    private readonly ILookup<int, Value> _deaths;
    private readonly HashSet<(int, Place)> _births;
    private readonly bool _isTraining;
    private readonly StepMeaning _meaning;

    private ScheduleInterpreter(Schedule schedule, GraphArguments run, bool isTraining)
    {
        _schedule = schedule;
        _run = run;
        _isTraining = isTraining;
        _slots = new SlotStore(schedule.Slots, size => size.Evaluate(), run.Steps, run.Batch, isTraining);
        _meaning = new StepMeaning(_slots, run.Parameters, run.Lengths, _gradients);
        var moving = schedule.Values.Where(value => value.Place!.Value.Slot.Train is Window.Steps or Window.One && !value.Place.Value.Slot.IsTap).ToList();
        _deaths = moving.ToLookup(value => value.Death);
        _births = new HashSet<(int, Place)>(moving.Select(value => (value.Birth, value.Place!.Value)));
    }

    /// <summary>Lowers a cell as for emission, and runs it.</summary>
    /// <param name="cell">The graph of a cell whose sizes are bound.</param>
    /// <param name="arguments">
    /// Inputs, initial states and parameters by name; for a training run also ∂L/∂y as input <c>d.y</c> and ∂L/∂(final state) as given <c>d.h</c>.
    /// </param>
    /// <param name="isTraining">Whether the backward pass runs too; if not, slots have the windows of evaluation.</param>
    public static Dictionary<(ResultKind Kind, string Name), double[]> Run(Graph cell, GraphArguments arguments, bool isTraining) =>
        new ScheduleInterpreter(GraphLowering.Lower(Pipeline.Prepare(cell)), arguments, isTraining).Execute();

    private Dictionary<(ResultKind Kind, string Name), double[]> Execute()
    {
        Import();
        Execute(_schedule.Forward, 0);
        var results = new Dictionary<(ResultKind Kind, string Name), double[]>();
        foreach (var port in _schedule.Outputs)
        {
            results[(ResultKind.Output, port.Name)] = ExportSteps(port.Place);
        }

        foreach (var port in _schedule.Taps)
        {
            results[(ResultKind.Tap, port.Name)] = ExportSteps(port.Place);
        }

        foreach (var port in _schedule.States)
        {
            results[(ResultKind.FinalState, port.Name)] = ExportRows(port.Place, _run.Steps);
        }

        if (_isTraining)
        {
            ImportGradients();
            Execute(_schedule.Backward, 0);
            foreach (var pair in Gradients())
            {
                results[(ResultKind.Gradient, pair.Key)] = pair.Value;
            }
        }

        return results;
    }

    private static int Evaluate(Size size) => size.Evaluate();

    private bool IsActive(int row, int t) => t < _run.Lengths[row];

    private void Import()
    {
        foreach (var slot in _schedule.Slots)
        {
            if (slot.Train == Window.Parameter)
            {
                Set(new Place(slot), 0, (_, feature) => _run.Parameters[slot.Name][feature]);
            }
            else if (slot.Train == Window.ReciprocalSize)
            {
                _slots.Fill(new Place(slot), 0, 1.0 / _slots.Features(slot));
            }
        }

        foreach (var port in _schedule.Inputs)
        {
            ImportSteps(port.Place, _run.Inputs[port.Name]);
        }

        foreach (var port in _schedule.States)
        {
            Set(port.Place, 0, Given(port.Name, port.Place));
        }
    }

    private void ImportGradients()
    {
        foreach (var port in _schedule.Outputs.Where(port => port.Gradient is not null))
        {
            ImportSteps(port.Gradient!.Value, _run.Inputs["d." + port.Name]);
        }

        foreach (var port in _schedule.States.Where(port => port.Gradient is not null))
        {
            var place = port.Gradient!.Value;
            Set(place, _run.Steps, Given("d." + port.Name, place));
        }

        foreach (var slot in _schedule.Slots.Where(slot => slot.Train == Window.Total))
        {
            _slots.Fill(new Place(slot), 0, 0);
        }

        foreach (var matrix in _schedule.Packs.SelectMany(pack => pack.Matrices))
        {
            _gradients[matrix.Name] = new double[Evaluate(matrix.Shape.Rows) * Evaluate(matrix.Shape.Columns)];
        }
    }

    private Func<int, int, double> Given(string name, Place place) =>
        _run.Given.TryGetValue(name, out var values) ? (row, feature) => values[(row * _slots.Features(place.Slot)) + feature] : (_, _) => 0;

    private Dictionary<string, double[]> Gradients()
    {
        var gradients = new Dictionary<string, double[]>(_gradients, StringComparer.Ordinal);
        foreach (var port in _schedule.Inputs)
        {
            gradients[port.Name] = port.Gradient is { } place ? ExportSteps(place) : new double[_run.Inputs[port.Name].Length];
        }

        foreach (var port in _schedule.States.Where(port => port.Gradient is not null))
        {
            gradients[port.Name] = ExportRows(port.Gradient!.Value, 0);
        }

        foreach (var gradient in _schedule.VectorGradients)
        {
            var place = gradient.Value.Place!.Value;
            gradients[gradient.Parameter] = Enumerable.Range(0, _slots.Features(place.Slot)).Select(feature => _slots.At(place, 0, 0, feature)).ToArray();
        }

        return gradients;
    }

    private void Execute(IReadOnlyList<ScheduleStep> steps, int t)
    {
        foreach (var step in steps)
        {
            if (step is LoopStep loop)
            {
                for (var index = 0; index < _run.Steps; index++)
                {
                    Execute(loop.Steps, loop.Direction == Direction.Forward ? index : _run.Steps - 1 - index);
                }

                continue;
            }

            var times = step.Extent == Extent.Steps ? Enumerable.Range(0, _run.Steps).ToArray() : new[] { t };
            foreach (var time in times)
            {
                _meaning.Execute(step, time);
            }

            foreach (var time in times)
            {
                Bury(step.Time, time);
            }
        }
    }

    /// <summary>A value that this step was the last to use is gone, unless another took its place in this very step.</summary>
    private void Bury(int clock, int t)
    {
        foreach (var value in _deaths[clock].Where(value => !_births.Contains((clock, value.Place!.Value)) && _slots.Features(value.Place!.Value.Slot) > 0))
        {
            if (_isTraining || value.Place!.Value.Slot.Evaluate != Window.None)
            {
                _slots.Fill(value.Place!.Value, t, double.NaN);
            }
        }
    }

    private void Set(Place place, int t, Func<int, int, double> value)
    {
        for (var row = 0; row < _run.Batch; row++)
        {
            for (var feature = 0; feature < _slots.Features(place.Slot); feature++)
            {
                _slots.At(place, t, row, feature) = value(row, feature);
            }
        }
    }

    /// <summary>Copies what the caller gives; beyond a sequence's length it may be anything, and counts as 0.</summary>
    private void ImportSteps(Place place, double[] values)
    {
        for (var t = 0; t < _run.Steps; t++)
        {
            var start = t * _run.Batch;
            var time = t;
            Set(place, t, (row, feature) => IsActive(row, time) ? values[((start + row) * _slots.Features(place.Slot)) + feature] : 0);
        }
    }

    private double[] ExportSteps(Place place)
    {
        var features = _slots.Features(place.Slot);
        var values = new double[_run.Steps * _run.Batch * features];
        for (var index = 0; index < values.Length; index++)
        {
            var (t, row) = (index / features / _run.Batch, index / features % _run.Batch);
            values[index] = IsActive(row, t) ? _slots.At(place, t, row, index % features) : 0;
        }

        return values;
    }

    private double[] ExportRows(Place place, int t)
    {
        var features = _slots.Features(place.Slot);
        return Enumerable.Range(0, _run.Batch * features).Select(index => _slots.At(place, t, index / features, index % features)).ToArray();
    }
}
