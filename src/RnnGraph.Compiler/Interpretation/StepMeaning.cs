using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Interpretation;

/// <summary>What each kind of step means, plainly: products, bodies, reductions, rearrangements and weight gradients over slots.</summary>
internal sealed class StepMeaning
{
    private readonly SlotStore _slots;
    private readonly IReadOnlyDictionary<string, double[]> _parameters;
    private readonly Dictionary<string, double[]> _gradients;

    /// <summary>Makes the meaning of the steps of one run.</summary>
    /// <param name="slots">The planned slots.</param>
    /// <param name="parameters">Parameters by name, row-major.</param>
    /// <param name="gradients">Takes the gradients of matrices, [R, C].</param>
    public StepMeaning(SlotStore slots, IReadOnlyDictionary<string, double[]> parameters, Dictionary<string, double[]> gradients)
    {
        _slots = slots;
        _parameters = parameters;
        _gradients = gradients;
    }

    /// <summary>Runs one step of the schedule at time step <paramref name="t"/>.</summary>
    public void Execute(ScheduleStep step, int t)
    {
        switch (step)
        {
            case ProductStep product:
                for (var gate = 0; gate < product.Targets.Count; gate++)
                {
                    Multiply(product.Pack.Matrices[gate], Read(product.Source, product.Embedding), product.Targets[gate], product.Accumulate[gate], t);
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
                    AddOuter(gradient.Pack.Matrices[gate], gradient.Deltas[gate], Read(gradient.Left, gradient.Embedding), t);
                }

                if (gradient.Embedding is { } embedding)
                {
                    AddEmbedded(embedding.Matrices[0], gradient, t);
                }

                break;
            case CopyStep copy:
                Copy(copy);
                break;
            case ReduceStep reduce:
                Reduce(reduce, t);
                break;
            case RearrangeStep rearrange:
                Rearrange(rearrange, t);
                break;
            case RegionStep region:
                for (var row = 0; row < (region.Extent == Extent.Once ? 1 : _slots.Batch); row++)
                {
                    Apply(region.Region, row, t, region.Extent == Extent.Once || _slots.IsWithin(region.Axis, row, t));
                }

                break;
        }
    }

    private void Copy(CopyStep copy)
    {
        int At(RowEnd end) => end.IsAtEnd ? _slots.StepsAlong(end.Place.Slot.Axis) : 0;
        for (var row = 0; row < _slots.Batch; row++)
        {
            for (var feature = 0; feature < _slots.Features(copy.Target.Place.Slot); feature++)
            {
                _slots.At(copy.Target.Place, At(copy.Target), row, feature) = copy.Source is { } source ? _slots.At(source.Place, At(source), row, feature) : copy.Fill;
            }
        }
    }

    /// <summary>One row of a product's left operand: a value as it stands, or the embedding E·x of a token.</summary>
    private Func<int, int, double[]> Read(Value source, Pack? embedding) => (t, row) =>
    {
        var place = source.Place!.Value;
        var values = Enumerable.Range(0, _slots.Features(place.Slot)).Select(feature => _slots.At(place, t, row, feature)).ToArray();
        if (embedding is null)
        {
            return values;
        }

        var (matrix, columns) = (_parameters[embedding.Matrices[0].Name], values.Length);
        return Enumerable.Range(0, Evaluate(embedding.Outputs)).Select(i => values.Select((value, k) => matrix[(i * columns) + k] * value).Sum()).ToArray();
    };

    private void Multiply(GraphNode matrix, Func<int, int, double[]> source, Value target, bool accumulate, int t)
    {
        var (rows, columns, weights) = (Evaluate(matrix.Shape.Rows), Evaluate(matrix.Shape.Columns), _parameters[matrix.Name]);
        for (var row = 0; row < _slots.Batch; row++)
        {
            var vector = source(t, row);
            for (var i = 0; i < rows; i++)
            {
                ref var cell = ref _slots.At(target.Place!.Value, t, row, i);
                var sum = accumulate ? cell : 0;
                for (var k = 0; k < columns; k++)
                {
                    sum += weights[(i * columns) + k] * vector[k];
                }

                cell = sum;
            }
        }
    }

    private void MultiplyTransposed(GraphNode matrix, Value source, Value target, bool accumulate, int t)
    {
        var (rows, columns, weights) = (Evaluate(matrix.Shape.Rows), Evaluate(matrix.Shape.Columns), _parameters[matrix.Name]);
        for (var row = 0; row < _slots.Batch; row++)
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

    /// <summary>∂E += Σ_k W_kᵀ·δ_k·xᵀ.</summary>
    private void AddEmbedded(GraphNode embedding, WeightGradientStep step, int t)
    {
        var (columns, gradient, read) = (Evaluate(embedding.Shape.Columns), _gradients[embedding.Name], Read(step.Left, embedding: null));
        for (var row = 0; row < _slots.Batch; row++)
        {
            var token = read(t, row);
            for (var gate = 0; gate < step.Deltas.Count; gate++)
            {
                var (outputs, inputs, weights) = (Evaluate(step.Pack.Outputs), Evaluate(step.Pack.Inputs), _parameters[step.Pack.Matrices[gate].Name]);
                for (var i = 0; i < inputs; i++)
                {
                    var back = Enumerable.Range(0, outputs).Sum(j => weights[(j * inputs) + i] * _slots.At(step.Deltas[gate].Place!.Value, t, row, j));
                    for (var k = 0; k < columns; k++)
                    {
                        gradient[(i * columns) + k] += back * token[k];
                    }
                }
            }
        }
    }

    private void AddOuter(GraphNode matrix, Value delta, Func<int, int, double[]> left, int t)
    {
        var (rows, columns, gradient) = (Evaluate(matrix.Shape.Rows), Evaluate(matrix.Shape.Columns), _gradients[matrix.Name]);
        for (var row = 0; row < _slots.Batch; row++)
        {
            var vector = left(t, row);
            for (var i = 0; i < rows; i++)
            {
                for (var k = 0; k < columns; k++)
                {
                    gradient[(i * columns) + k] += _slots.At(delta.Place!.Value, t, row, i) * vector[k];
                }
            }
        }
    }

    private void Reduce(ReduceStep step, int t)
    {
        var source = step.Source.Place!.Value;
        var count = _slots.Features(source.Slot);
        for (var row = 0; row < _slots.Batch; row++)
        {
            var values = Enumerable.Range(0, count).Select(feature => _slots.At(source, t, row, feature)).ToArray();
            _slots.At(step.Target.Place!.Value, t, row, 0) = ((ReductionRow)step.Node.Op).Evaluate(values, 0, count);
        }
    }

    private void Rearrange(RearrangeStep step, int t)
    {
        var sources = step.Sources.Select(source => source.Place!.Value).ToList();
        var target = step.Target.Place!.Value;
        var moves = ((RearrangementRow)step.Node.Op).Moves(
            sources.Select(source => _slots.Features(source.Slot)).ToList(), _slots.Features(target.Slot), step.Node.Offset?.Evaluate() ?? 0).ToList();
        for (var row = 0; row < (step.Extent == Extent.Once ? 1 : _slots.Batch); row++)
        {
            var result = new double[_slots.Features(target.Slot)];
            foreach (var move in moves)
            {
                result[move.To] += _slots.At(sources[move.Operand], t, RowOf(sources[move.Operand], row), move.From);
            }

            for (var feature = 0; feature < result.Length; feature++)
            {
                _slots.At(target, t, row, feature) = result[feature];
            }
        }
    }

    private void Apply(Region region, int row, int t, bool isActive)
    {
        foreach (var place in region.Sums.Select(sum => sum.Target.Place!.Value))
        {
            for (var feature = 0; feature < _slots.Features(place.Slot); feature++)
            {
                _slots.At(place, t, row, feature) = 0;
            }
        }

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
                    values[load.Key] = _slots.At(place, t, RowOf(place, row), Read(load.Key.Op, feature, Evaluate(region.Features), _slots.Features(place.Slot)));
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

            foreach (var sum in region.Sums.Where(_ => isActive))
            {
                var place = sum.Target.Place!.Value;
                _slots.At(place, t, row, AddedTo(sum.Spread, feature, Evaluate(region.Features), _slots.Features(place.Slot))) += ValueOf(sum.Source);
            }

            foreach (var total in region.Totals.Where(_ => isActive))
            {
                _slots.At(total.Target.Place!.Value, 0, 0, feature) += ValueOf(total.Source);
            }
        }
    }

    /// <summary>The feature of a value that a body reads for one of its own.</summary>
    private static int Read(OpRow op, int feature, int size, int count) => op is SpreadOp spread ? spread.SourceOf(feature, size, count) : op.Kind == OpKind.Broadcast ? 0 : feature;

    /// <summary>The feature of a sum that a body adds one of its own to.</summary>
    private static int AddedTo(Spread spread, int feature, int size, int count) => spread switch
    {
        Spread.SumEach => feature / (size / count),
        Spread.SumTiles => feature % count,
        _ => 0,
    };

    /// <summary>What is the same for all rows stands in row 0.</summary>
    private static int RowOf(Place place, int row) => place.Slot.Train is Window.Derived or Window.Total or Window.FeatureIndex ? 0 : row;

    private static int Evaluate(Size size) => size.Evaluate();
}
