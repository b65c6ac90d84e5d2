using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>
/// The adjoint of one scan: a scan the other way. It carries ∂L by each state from later steps to earlier ones; one walk over the body, last node first, asks each
/// op's derivative rule what its operands' adjoints receive. What the body reads at every step receives a value at every step; what is the same at every
/// step receives a sum over the steps: a parameter its total, a value of the sequence another carried value.
/// </summary>
internal sealed class ScanAdjoint
{
    private readonly Graph _forward;
    private readonly GraphNode _node;
    private readonly AdjointWriter _writer;
    private readonly Contributions _outer;
    private readonly Contributions _received;
    private readonly SavedValues _saved;
    private readonly ScanDraft _scan;
    private readonly List<Draft> _named = [];
    private readonly List<(Draft Value, OpRow Op, string Name, GraphNode Of)> _results = [];

    /// <summary>Starts the adjoint of a scan.</summary>
    /// <param name="forward">The forward graph.</param>
    /// <param name="node">The scan.</param>
    /// <param name="writer">Where the adjoint is written to.</param>
    /// <param name="outer">What the outer nodes have received; the results of the scan have received all that they will.</param>
    /// <param name="activity">Which nodes have an adjoint.</param>
    public ScanAdjoint(Graph forward, GraphNode node, AdjointWriter writer, Contributions outer, Activity activity)
    {
        _forward = forward;
        _node = node;
        _writer = writer;
        _outer = outer;
        _received = new Contributions(activity);
        _scan = new ScanDraft(null, node.Axis!, Scan.Direction == Direction.Forward ? Direction.Reverse : Direction.Forward);
        _saved = new SavedValues(forward, node, _scan, writer);
    }

    private Scan Scan => _node.Scan!;

    /// <summary>Writes the adjoint, and adds what the outer nodes receive from it; nothing when no result of the scan has received anything.</summary>
    public void Write()
    {
        var seeds = _outer.Order.Where(seed => seed.Node.Inner is not null && seed.Node.Operands[0] == _node).ToArray();
        if (seeds.Length == 0)
        {
            return;
        }

        var states = Scan.Carried.Select(Carry).ToArray();
        foreach (var (result, contribution) in seeds.Where(seed => seed.Node.Op != StructureOps.Final))
        {
            var steps = _writer.Write(contribution, Names.Adjoint(result.Name));
            _received.Add(result.Inner!, _scan.Read(new Draft(steps), _writer.Unique(Names.Now(steps.Name))));
        }

        foreach (var node in Scan.Body.Reverse().Where(node => node.Operands.Count > 0 && node.Op != StructureOps.Read))
        {
            Differentiate(node, Name(_received.Sum(node), Names.Adjoint(node.Name)));
        }

        for (var i = 0; i < states.Length; i++)
        {
            var argument = Scan.Carried[i].Argument;
            states[i].Next = Name(_received.Sum(argument), Names.Adjoint(argument.Name)) ?? Zero(argument);
        }

        ReadValues();
        SequenceValues();
        Parameters();
        WriteScan(Live(states));
    }

    private static string StateName(Carried state) => Names.Of(state.Argument.Name);

    private CarriedDraft Carry(Carried state)
    {
        var finals = _forward.Nodes.Where(node => node.Op == StructureOps.Final && node.Inner == state.Argument).ToArray();
        var received = finals.SelectMany(_outer.Of).ToArray();
        var initial = Draft.Constant(0, state.Argument.Shape);
        if (received.Length > 0)
        {
            initial = received.Aggregate((left, right) => left + right);
            _writer.Write(initial, Names.Adjoint(finals[0].Name));
        }

        var carried = _scan.Carry(initial, _writer.Unique(Names.AdjointCarried(StateName(state))));
        _received.Add(state.Next, carried.Argument);
        return carried;
    }

    private void Differentiate(GraphNode node, Draft? adjoint)
    {
        if (adjoint is null)
        {
            return;
        }

        var parts = node.Op.Derive(new Derivation(node.Operands.Select(_saved.Of).ToArray(), _saved.Of(node), adjoint, node.Numbers, node.Offset));
        for (var i = 0; i < parts.Count; i++)
        {
            _received.Add(node.Operands[i], parts[i]);
        }
    }

    // Gives a value of the body a name, unless it is just the adjoint of a node further on.
    private Draft? Name(Draft? value, string name)
    {
        if (value is not null && value.Name is null)
        {
            value.Name = _writer.Unique(name);
            _named.Add(value);
        }

        return value;
    }

    private Draft Zero(GraphNode of) => Name(Draft.BodyConstant(0, of.Shape, _scan), Names.Adjoint(of.Name))!;

    // An input's gradient is 0 where none flows; of a computed value nothing is said then.
    private void ReadValues()
    {
        foreach (var reads in Scan.Body.Where(node => node.Op == StructureOps.Read).GroupBy(read => read.Operands[0]))
        {
            var sums = reads.Select(_received.Sum).Where(sum => sum is not null).ToArray();
            var first = reads.First();
            if (sums.Length > 0 || reads.Key.Op == StructureOps.Input)
            {
                var sum = sums.Length > 0 ? Name(sums.Aggregate((left, right) => left! + right!), Names.Adjoint(first.Name))! : Zero(first);
                _results.Add((sum, StructureOps.Stack, Names.Adjoint(Names.Of(first.Name)), reads.Key));
            }
        }

        foreach (var (state, carried) in Scan.Carried.Zip(_scan.Carried, (state, carried) => (state, carried)).Where(pair => pair.state.Initial.Op != StructureOps.Constant))
        {
            _results.Add((carried.Argument, StructureOps.Final, Names.AdjointInitial(StateName(state)), state.Initial));
        }
    }

    private void SequenceValues()
    {
        foreach (var node in _forward.Nodes.Where(node => node.Space == Space.Sequence && _received.Of(node).Count > 0))
        {
            var step = Name(_received.Sum(node), Names.AdjointStep(node.Name))!;
            var sum = _scan.Carry(Draft.Constant(0, node.Shape), _writer.Unique(Names.AdjointCarried(node.Name)));
            sum.Next = Name(sum.Argument + step, Names.Next(Names.Adjoint(node.Name)));
            _results.Add((sum.Argument, StructureOps.Final, Names.Final(Names.Adjoint(node.Name)), node));
        }
    }

    // Vectors are summed within the step and then over its rows; each product with a matrix stays a product of its own.
    private void Parameters()
    {
        foreach (var parameter in _forward.Nodes.Where(node => node.Space == Space.Parameter))
        {
            var steps = parameter.Shape.IsMatrix ? _received.Of(parameter) : _received.Sum(parameter) is { } sum ? [Draft.Of(TotalOps.Total, sum)] : [];
            foreach (var step in steps)
            {
                step.Name = _writer.Unique(Names.AdjointStep(parameter.Name));
                _named.Add(step);
                _results.Add((step, StructureOps.StepTotal, Names.Adjoint(parameter.Name), parameter));
            }
        }
    }

    // What starts from a constant is carried only if something that is wanted depends on it.
    private HashSet<Draft> Live(CarriedDraft[] states)
    {
        var wanted = _results.Select(result => result.Value).ToList();
        for (var count = 0; count != wanted.Count;)
        {
            count = wanted.Count;
            var live = Liveness.Of(wanted);
            wanted.AddRange(_scan.Carried.Where(carried => live.Contains(carried.Argument) && !wanted.Contains(carried.Next!)).Select(carried => carried.Next!));
        }

        var all = Liveness.Of(wanted);
        _scan.Carried.RemoveAll(carried => !all.Contains(carried.Argument));
        return all;
    }

    private void WriteScan(HashSet<Draft> live)
    {
        _writer.Place(_named.Where(live.Contains).ToArray());
        _writer.Nodes.AddRange(_saved.Sources(live).Where(source => !_writer.Nodes.Contains(source)));
        foreach (var draft in _scan.Carried.Select(carried => carried.Argument).Concat(_scan.Reads.Where(live.Contains)))
        {
            _writer.Lower(draft);
        }

        _writer.Flush();
        _scan.Node.Name = _writer.Unique(Names.Adjoint(_node.Name));
        _writer.Lower(_scan.Node);
        foreach (var (value, op, name, of) in _results)
        {
            var result = _scan.Result(op, value);
            _writer.Lower(result, name);
            _outer.Add(of, result);
        }
    }
}
