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
    private readonly Dictionary<string, double[]> _parameters;
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
        _slots = new SlotStore(schedule.Slots, size => size.Evaluate(), StepsAlong, run.Batch, isTraining);
        _parameters = run.Parameters.ToDictionary(pair => pair.Key, pair => WithNoise(pair.Key, pair.Value), StringComparer.Ordinal);
        _meaning = new StepMeaning(_slots, _parameters, IsActive, StepsAlong, _gradients);
        var moving = schedule.Values.Where(value => value.Place!.Value.Slot.Train is Window.Steps or Window.One && !value.Place.Value.Slot.IsTap && value.Place.Value.Slot.Axis is not null).ToList();
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
        Execute(_schedule.Loss, 0);
        var results = new Dictionary<(ResultKind Kind, string Name), double[]>();
        foreach (var port in _schedule.Outputs)
        {
            results[(ResultKind.Output, port.Name)] = ExportSteps(port.Place);
        }

        foreach (var port in _schedule.Taps)
        {
            results[(ResultKind.Tap, port.Name)] = ExportSteps(port.Place);
        }

        foreach (var loss in _schedule.Losses)
        {
            results[(ResultKind.Loss, loss.Name)] = ExportSteps(loss.Place);
        }

        foreach (var port in _schedule.States)
        {
            var final = port.Final ?? port.Place;
            results[(ResultKind.FinalState, port.Name)] = ExportRows(final, StepsAlong(final.Slot.Axis));
        }

        if (_isTraining)
        {
            ImportGradients();
            Execute(_schedule.Backward, 0);
            foreach (var pair in Gradients().Where(pair => _schedule.Graph.Results.Any(result => result.Kind == ResultKind.Gradient && result.Name == pair.Key)))
            {
                results[(ResultKind.Gradient, pair.Key)] = pair.Value;
            }
        }

        return results;
    }

    private double[] WithNoise(string name, double[] values)
    {
        if (!_schedule.WeightNoises.TryGetValue(name, out var noise))
        {
            return values;
        }

        var noisy = new double[values.Length];
        Draws.AddNoise(noise, values, noisy, _run);
        return noisy;
    }

    private static int Evaluate(Size size) => size.Evaluate();

    private bool IsActive(string? axis, int row, int t) => axis is null || t < _run.LengthsOf(axis)[row];

    private int StepsAlong(string? axis) => axis is null ? 1 : _run.StepsOf(axis);

    private void Import()
    {
        foreach (var slot in _schedule.Slots)
        {
            if (slot.Train == Window.FeatureIndex)
            {
                Set(new Place(slot), 0, (_, feature) => feature);
            }
            else if (slot.Train == Window.Parameter)
            {
                Set(new Place(slot), 0, (_, feature) => _parameters[slot.Name][feature]);
            }
            else if (slot.Train == Window.StepIndex)
            {
                for (var t = 0; t < _run.Steps; t++)
                {
                    var index = _run.FirstStep + t;
                    _slots.Fill(new Place(slot), t, slot.Period == 0 ? index : index % slot.Period == 0 ? 1 : 0);
                }
            }
            else if (slot.Train == Window.ReciprocalSize)
            {
                _slots.Fill(new Place(slot), 0, 1.0 / _slots.Features(slot));
            }
        }

        foreach (var port in _schedule.Inputs)
        {
            ImportInput(port);
        }

        foreach (var port in _schedule.States)
        {
            Set(port.Place, 0, port.Initial is { } initial && !_run.Given.ContainsKey(port.Name) ? (row, feature) => _slots.At(initial, 0, row, feature) : Given(port.Name, port.Place));
        }
    }

    private void ImportInput(Port port)
    {
        if (port.Vocabulary is null)
        {
            ImportSteps(port.Place, _run.Inputs[port.Name]);
            return;
        }

        var tokens = _run.Tokens[port.Name];
        if (port.HasPlace)
        {
            ImportSteps(port.Place, tokens.Select(token => (double)token).ToArray());
        }

        if (port.OneHot is { } oneHot)
        {
            var words = _slots.Features(oneHot);
            ImportSteps(new Place(oneHot), tokens.SelectMany(token => Enumerable.Range(0, words).Select(word => word == token ? 1.0 : 0)).ToArray());
        }
    }

    private void ImportGradients()
    {
        foreach (var port in _schedule.Outputs.Where(port => port.Gradient is not null))
        {
            var place = port.Gradient!.Value;
            ImportSteps(place, _run.Inputs.TryGetValue("d." + port.Name, out var steps) ? steps : _run.Given["d." + port.Name]);
        }

        foreach (var port in _schedule.States.Where(port => port.Gradient is not null))
        {
            var place = port.Gradient!.Value;
            Set(place, StepsAlong(place.Slot.Axis), Given("d." + port.Name, place));
        }

        foreach (var loss in _schedule.Losses.Where(loss => loss.Share is not null))
        {
            SeedLoss(loss);
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

    private void SeedLoss(LossPort loss)
    {
        var axis = loss.Place.Slot.Axis;
        bool Counts(int row) => axis is not null || loss.Axes.Count == 0 || loss.Axes.Any(of => _run.LengthsOf(of)[row] > 0);
        var count = Enumerable.Range(0, _run.Batch).Sum(row => axis is null ? Counts(row) ? 1 : 0 : _run.LengthsOf(axis)[row]);
        Set(new Place(loss.Share!), 0, (row, _) => Counts(row) && count > 0 ? 1.0 / count : 0);
    }

    private Func<int, int, double> Given(string name, Place place) =>
        _run.Given.TryGetValue(name, out var values) ? (row, feature) => values[(row * _slots.Features(place.Slot)) + feature] : (_, _) => 0;

    private Dictionary<string, double[]> Gradients()
    {
        var gradients = new Dictionary<string, double[]>(_gradients, StringComparer.Ordinal);
        foreach (var port in _schedule.Inputs.Where(port => port.Vocabulary is null))
        {
            gradients[port.Name] = port.Gradient is { } place ? ExportSteps(place) : new double[_run.Inputs[port.Name].Length];
        }

        foreach (var port in _schedule.States.Where(port => port.FirstGradient is not null))
        {
            gradients[port.Name] = ExportRows(port.FirstGradient!.Value, 0);
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
                var count = StepsAlong(loop.Axis);
                for (var index = 0; index < count; index++)
                {
                    Execute(loop.Steps, loop.Direction == Direction.Forward ? index : count - 1 - index);
                }

                continue;
            }

            var times = step is CopyStep ? [0] : step.Extent == Extent.Steps ? Enumerable.Range(0, StepsAlong(step.Axis)).ToArray() : new[] { t };
            if (step.Every > 1)
            {
                times = times.Where(time => (_run.FirstStep + time) % step.Every == 0).ToArray();
            }

            if (step is StartTotalStep or DrawStep)
            {
                Special(step, times);
                continue;
            }

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

    private void Special(ScheduleStep step, int[] times)
    {
        for (var row = 0; row < _run.Batch; row++)
        {
            if (step is StartTotalStep start && !_run.Given.ContainsKey(start.State))
            {
                for (var feature = 0; feature < _slots.Features(start.Gradient.Slot); feature++)
                {
                    _slots.At(start.Total.Place!.Value, 0, 0, feature) += _slots.At(start.Gradient, 0, row, feature);
                }
            }
        }

        foreach (var time in step is DrawStep ? times : [])
        {
            var draw = (DrawStep)step;
            var values = Draws.AtStep(draw.Node, (RandomRow)draw.Node.Op, _run, time);
            var place = draw.Target.Place!.Value;
            Set(place, time, (row, feature) => values[(row * _slots.Features(place.Slot)) + feature]);
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
        for (var t = 0; t < StepsAlong(place.Slot.Axis); t++)
        {
            var start = t * _run.Batch;
            var time = t;
            Set(place, t, (row, feature) => IsActive(place.Slot.Axis, row, time) ? values[((start + row) * _slots.Features(place.Slot)) + feature] : 0);
        }
    }

    private double[] ExportSteps(Place place)
    {
        var features = _slots.Features(place.Slot);
        var values = new double[StepsAlong(place.Slot.Axis) * _run.Batch * features];
        for (var index = 0; index < values.Length; index++)
        {
            var (t, row) = (index / features / _run.Batch, index / features % _run.Batch);
            values[index] = IsActive(place.Slot.Axis, row, t) ? _slots.At(place, t, row, index % features) : 0;
        }

        return values;
    }

    private double[] ExportRows(Place place, int t)
    {
        var features = _slots.Features(place.Slot);
        return Enumerable.Range(0, _run.Batch * features).Select(index => _slots.At(place, t, index / features, index % features)).ToArray();
    }
}
