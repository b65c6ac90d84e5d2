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
    private const int StepsOfBlock = 2;

    private readonly Schedule _schedule;
    private readonly GraphArguments _run;
    private readonly SlotStore _slots;
    private readonly PortTransfer _ports;
    private readonly Dictionary<string, double[]> _gradients = new(StringComparer.Ordinal);
    private readonly ILookup<int, Value> _deaths;
    private readonly HashSet<(int, Place)> _births;
    private readonly bool _isTraining;
    private bool _buries = true;
    private readonly StepMeaning _meaning;

    private ScheduleInterpreter(Schedule schedule, GraphArguments run, bool isTraining)
    {
        _schedule = schedule;
        _run = run;
        _isTraining = isTraining;
        _slots = new SlotStore(schedule.Slots, run, isTraining);
        var parameters = run.Parameters.ToDictionary(pair => pair.Key, pair => WithNoise(pair.Key, pair.Value), StringComparer.Ordinal);
        _ports = new PortTransfer(schedule, run, _slots, parameters);
        _meaning = new StepMeaning(_slots, parameters, _gradients);
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
        _ports.Import();
        Execute(_schedule.Forward, 0);
        Execute(_schedule.Loss, 0);
        var results = _ports.Results();
        if (_isTraining)
        {
            _ports.ImportGradients();
            foreach (var matrix in _schedule.Packs.SelectMany(pack => pack.Matrices))
            {
                _gradients[matrix.Name] = new double[matrix.Shape.Rows.Evaluate() * matrix.Shape.Columns.Evaluate()];
            }

            Execute(_schedule.Backward, 0);
            foreach (var pair in _ports.Gradients(_gradients).Where(pair => _schedule.Graph.Results.Any(result => result.Kind == ResultKind.Gradient && result.Name == pair.Key)))
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

    /// <summary>Executes steps at step <paramref name="t"/>, or those over all steps.</summary>
    private void Execute(IReadOnlyList<ScheduleStep> steps, int t)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case LoopStep or SweepStep: Execute(step, 0, _slots.StepsAlong(step.Axis)); break;
                case OverlapStep overlap: Overlap(overlap); break;
                case CopyStep: Execute(step, [0]); break;
                default: Execute(step, step.Extent == Extent.Steps ? Enumerable.Range(0, _slots.StepsAlong(step.Axis)).ToArray() : [t]); break;
            }
        }
    }

    /// <summary>Executes a step that goes over steps of time, over some of them.</summary>
    private void Execute(ScheduleStep step, int begin, int end)
    {
        switch (step)
        {
            case LoopStep loop:
                for (var index = 0; index < end - begin; index++)
                {
                    Execute(loop.Steps, loop.Direction == Direction.Forward ? begin + index : end - 1 - index);
                }

                break;
            case SweepStep sweep: Sweep(sweep, begin, end); break;
            default: Execute(step, Enumerable.Range(begin, end - begin).ToArray()); break;
        }
    }

    /// <summary>Stages of which none waits for another run from the last to the first; of those that follow one another each is a block of steps behind.</summary>
    private void Overlap(OverlapStep overlap)
    {
        if (overlap.Follows is not { } direction)
        {
            // A value may die in a stage that runs before another that reads it.
            _buries = false;
            foreach (var stage in overlap.Stages.Reverse())
            {
                Execute(stage, 0);
            }

            _buries = true;
            return;
        }

        var count = _slots.StepsAlong(overlap.Axis);
        for (var done = 0; done < count; done += StepsOfBlock)
        {
            var steps = Math.Min(StepsOfBlock, count - done);
            var begin = direction == Direction.Forward ? done : count - done - steps;
            foreach (var step in overlap.Stages.SelectMany(stage => stage))
            {
                Execute(step, begin, begin + steps);
            }
        }
    }

    /// <summary>A block of time steps goes through all steps of the sweep before the next: what needs all rows of an earlier one would find NaN.</summary>
    private void Sweep(SweepStep sweep, int begin, int end)
    {
        for (; begin < end; begin += StepsOfBlock)
        {
            var times = Enumerable.Range(begin, Math.Min(StepsOfBlock, end - begin)).ToArray();
            foreach (var step in sweep.Steps)
            {
                Execute(step, times);
            }
        }
    }

    private void Execute(ScheduleStep step, int[] times)
    {
        if (step.Every > 1)
        {
            times = times.Where(time => (_run.FirstStepAlong(step.Axis, _schedule.Graph) + time) % step.Every == 0).ToArray();
        }

        if (step is StartTotalStep start)
        {
            AddStart(start);
            return;
        }

        if (step is DrawStep draw)
        {
            Array.ForEach(times, time => Draw(draw, time));
            return;
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

    private void AddStart(StartTotalStep start)
    {
        if (_run.Given.ContainsKey(start.State))
        {
            return;
        }

        for (var row = 0; row < _run.Batch; row++)
        {
            for (var feature = 0; feature < _slots.Features(start.Gradient.Slot); feature++)
            {
                _slots.At(start.Total.Place!.Value, 0, 0, feature) += _slots.At(start.Gradient, 0, row, feature);
            }
        }
    }

    private void Draw(DrawStep draw, int t)
    {
        var values = Draws.AtStep(draw.Node, (RandomRow)draw.Node.Op, _run, _run.FirstStepAlong(draw.Axis, _schedule.Graph) + t);
        var place = draw.Target.Place!.Value;
        _slots.Set(place, t, (row, feature) => values[(row * _slots.Features(place.Slot)) + feature]);
    }

    /// <summary>A value that this step was the last to use is gone, unless another took its place in this very step.</summary>
    private void Bury(int clock, int t)
    {
        foreach (var value in _deaths[clock].Where(value => !_births.Contains((clock, value.Place!.Value)) && _slots.Features(value.Place!.Value.Slot) > 0))
        {
            if (_buries && (_isTraining || value.Place!.Value.Slot.Evaluate != Window.None))
            {
                _slots.Fill(value.Place!.Value, t, double.NaN);
            }
        }
    }
}
