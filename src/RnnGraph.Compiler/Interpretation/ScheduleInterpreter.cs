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

    private ScheduleInterpreter(Schedule schedule, GraphArguments run, bool isTraining)
    {
        _schedule = schedule;
        _run = run;
        _isTraining = isTraining;
        _slots = new SlotStore(schedule.Slots, size => size.Evaluate(), run.Steps, run.Batch, isTraining);
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
                Execute(step, time);
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

    private void Execute(ScheduleStep step, int t)
    {
        switch (step)
        {
            case ProductStep product:
                for (var gate = 0; gate < product.Targets.Count; gate++)
                {
                    Multiply(product.Pack.Matrices[gate], product.Source, product.Targets[gate], product.Accumulate[gate], t);
                }

                break;
            case BackProductStep back:
                for (var gate = 0; gate < back.Sources.Count; gate++)
                {
                    MultiplyTransposed(back.Pack.Matrices[gate], back.Sources[gate], back.Target, back.Accumulate || gate > 0, t);
                }

                break;
            case WeightGradientStep gradient:
                for (var gate = 0; gate < gradient.Deltas.Count; gate++)
                {
                    AddOuter(gradient.Pack.Matrices[gate], gradient.Deltas[gate], gradient.Left, t);
                }

                break;
            case ReduceStep reduce:
                Reduce(reduce, t);
                break;
            case RegionStep region:
                for (var row = 0; row < (region.Extent == Extent.Once ? 1 : _run.Batch); row++)
                {
                    Apply(region.Region, row, t, region.Extent == Extent.Once || IsActive(row, t));
                }

                break;
        }
    }

    private void Multiply(GraphNode matrix, Value source, Value target, bool accumulate, int t)
    {
        var (rows, columns, weights) = (Evaluate(matrix.Shape.Rows), Evaluate(matrix.Shape.Columns), _run.Parameters[matrix.Name]);
        for (var row = 0; row < _run.Batch; row++)
        {
            for (var i = 0; i < rows; i++)
            {
                ref var cell = ref _slots.At(target.Place!.Value, t, row, i);
                var sum = accumulate ? cell : 0;
                for (var k = 0; k < columns; k++)
                {
                    sum += weights[(i * columns) + k] * _slots.At(source.Place!.Value, t, row, k);
                }

                cell = sum;
            }
        }
    }

    private void MultiplyTransposed(GraphNode matrix, Value source, Value target, bool accumulate, int t)
    {
        var (rows, columns, weights) = (Evaluate(matrix.Shape.Rows), Evaluate(matrix.Shape.Columns), _run.Parameters[matrix.Name]);
        for (var row = 0; row < _run.Batch; row++)
        {
            for (var k = 0; k < columns; k++)
            {
                ref var cell = ref _slots.At(target.Place!.Value, t, row, k);
                var sum = accumulate ? cell : 0;
                for (var i = 0; i < rows; i++)
                {
                    sum += weights[(i * columns) + k] * _slots.At(source.Place!.Value, t, row, i);
                }

                cell = sum;
            }
        }
    }

    private void AddOuter(GraphNode matrix, Value delta, Value left, int t)
    {
        var (rows, columns, gradient) = (Evaluate(matrix.Shape.Rows), Evaluate(matrix.Shape.Columns), _gradients[matrix.Name]);
        for (var row = 0; row < _run.Batch; row++)
        {
            for (var i = 0; i < rows; i++)
            {
                for (var k = 0; k < columns; k++)
                {
                    gradient[(i * columns) + k] += _slots.At(delta.Place!.Value, t, row, i) * _slots.At(left.Place!.Value, t, row, k);
                }
            }
        }
    }

    private void Reduce(ReduceStep step, int t)
    {
        var source = step.Source.Place!.Value;
        var count = _slots.Features(source.Slot);
        for (var row = 0; row < _run.Batch; row++)
        {
            var values = Enumerable.Range(0, count).Select(feature => _slots.At(source, t, row, feature)).ToArray();
            _slots.At(step.Target.Place!.Value, t, row, 0) = ((ReductionRow)step.Node.Op).Evaluate(values, 0, count);
        }
    }

    private void Apply(Region region, int row, int t, bool isActive)
    {
        for (var feature = 0; feature < Evaluate(region.Features); feature++)
        {
            var values = new Dictionary<GraphNode, double>();
            double ValueOf(GraphNode operand)
            {
                var root = Roots.Of(operand);
                return root.Op == StructureOps.Constant ? root.Numbers[0] : values[root];
            }

            if (isActive)
            {
                foreach (var load in region.Loads)
                {
                    var place = load.Value.Place!.Value;
                    values[load.Key] = _slots.At(place, t, RowOf(place, row), load.Key.Op.Kind == OpKind.Broadcast ? 0 : feature);
                }

                foreach (var node in region.Nodes)
                {
                    values[node] = ((ElementwiseRow)node.Op).Evaluate(node.Operands.Select(ValueOf).ToArray(), node.Numbers);
                }
            }

            var stores = region.Stores.Select(store => isActive
                ? store.Source is null ? 0 : ValueOf(store.Source)
                : store.Hold is null ? 0 : _slots.At(store.Hold.Place!.Value, t, row, feature)).ToList();
            for (var index = 0; index < stores.Count; index++)
            {
                _slots.At(region.Stores[index].Target.Place!.Value, t, row, feature) = stores[index];
            }

            foreach (var total in region.Totals.Where(_ => isActive))
            {
                _slots.At(total.Target.Place!.Value, 0, 0, feature) += ValueOf(total.Source);
            }
        }
    }

    /// <summary>What is the same for all rows stands in row 0.</summary>
    private static int RowOf(Place place, int row) => place.Slot.Train is Window.Derived or Window.Total ? 0 : row;

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
