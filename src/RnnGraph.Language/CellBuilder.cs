using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

/// <summary>
/// What a definition of a cell is written with. It declares inputs and states, computes values with parameters of its own, gives each state its next value,
/// and names outputs. The same calls are made at build time by the generator and at run time by anyone who wants the graph.
/// </summary>
public sealed partial class CellBuilder
{
    private readonly CellRecording _recording;
    private readonly ScanDraft _scan;
    private readonly ScopeRecording? _scope;
    private readonly string _prefix;

    /// <summary>Starts an empty cell.</summary>
    public CellBuilder()
        : this(new CellRecording())
    {
    }

    /// <summary>Starts a cell inside a definition.</summary>
    /// <param name="recording">What the definition has said so far.</param>
    /// <param name="scan">The scan whose body the cell is.</param>
    /// <param name="scope">What its caller supplies.</param>
    /// <param name="prefix">What the names that it declares begin with.</param>
    /// <param name="noiseOnWeights">The deviation of the noise that the caller puts on weights; 0 for none.</param>
    internal CellBuilder(CellRecording recording, ScanDraft scan, ScopeRecording scope, string prefix, float noiseOnWeights)
        : this(recording, scan, prefix)
    {
        _scope = scope;
        _noiseOnWeights = noiseOnWeights;
    }

    private CellBuilder(CellRecording recording)
        : this(recording, recording.Scan(Names.Scan, TimeAxis.Default, Direction.Forward), prefix: "")
    {
    }

    private CellBuilder(CellRecording recording, ScanDraft scan, string prefix)
    {
        _recording = recording;
        _scan = scan;
        _prefix = prefix;
    }

    /// <summary>Declares a size that is bound later. Called once per size parameter of the definition, in order, by whoever runs the definition.</summary>
    /// <exception cref="DefinitionException">The name is not valid or declared already.</exception>
    public Size DeclareSize(string name) => _recording.DeclareSize(name);

    /// <summary>Requires two sizes to be equal. The definition may then mix them; that they are is checked when they are bound.</summary>
    /// <exception cref="DefinitionException">Both are known and differ.</exception>
    public void RequireEqual(Size left, Size right) => _recording.Equate(left, right);

    /// <summary>An input of <paramref name="size"/> features at every step. In a scope: the value that the caller supplies for it.</summary>
    /// <exception cref="DefinitionException">The name is taken; or in a scope: nothing is supplied, or a value of another size.</exception>
    public Node Input(string name, Size size)
    {
        if (_scope is not null)
        {
            return Read(_prefix + name, _scope.Supply(name, size));
        }

        _recording.Declare(name);
        var outer = _recording.Leaf(StructureOps.Input, name, size);
        var node = new Node(_recording, _scan.Read(outer, Names.Now(name)), OperandKind.Input);
        _recording.Inputs.Add(new RecordedValue(name, outer, node));
        return node;
    }

    /// <summary>A state of <paramref name="size"/> features. It reads as the previous step's value; <see cref="Next"/> gives the new one. The caller gives the first, zero by default.</summary>
    /// <exception cref="DefinitionException">The name is taken.</exception>
    public Node State(string name, Size size)
    {
        name = _prefix + name;
        _recording.Declare(name);
        var given = _recording.Leaf(StructureOps.Given, name, size);
        return Declared(name, _scan.Direction == Direction.Forward ? given : Draft.Constant(0, given.Shape));
    }

    // A state, once its name is taken and what it starts from is known.
    private Node Declared(string name, Draft initial)
    {
        var state = new RecordedState(name, _scan.Carry(initial, Names.Previous(name)), _scan);
        state.Handle = new Node(_recording, state.Carried.Argument, OperandKind.State, state);
        _recording.States.Add(state);
        _scope?.States.Add(state);
        return state.Handle;
    }

    /// <summary>Gives a state its value after this step. Every state needs exactly one.</summary>
    /// <exception cref="DefinitionException"><paramref name="state"/> is not a state or has a next value already; or the value has another size, or is the same at every step.</exception>
    public void Next(Node state, Node value)
    {
        var recorded = state.State ?? throw new DefinitionException(DiagnosticIds.NotAState, "cell.Next needs a state, as cell.State returned it, as its first argument.");
        _recording.CheckOwn(state);
        value = Result(value, $"the next value of state '{recorded.Name}'");
        if (recorded.NextHandle is not null)
        {
            throw new DefinitionException(DiagnosticIds.StateUpdatedTwice, $"The state '{recorded.Name}' is given a next value twice; keep one cell.Next({recorded.Name}, …), with all that the state is to become.");
        }

        if (value.Draft.Shape != recorded.Carried.Argument.Shape)
        {
            throw new DefinitionException(
                DiagnosticIds.SizesDiffer, $"The state '{recorded.Name}' has {recorded.Carried.Argument.Shape} features, its next value has {value.Draft.Shape}.");
        }

        recorded.Carried.Next = value.Draft;
        recorded.NextHandle = new Node(_recording, value.Draft, OperandKind.Input);
    }

    /// <summary>Names an output of the cell: a value that the caller receives for every step.</summary>
    /// <exception cref="DefinitionException">The name is taken, or the value is the same at every step.</exception>
    public void Output(string name, Node value)
    {
        value = Result(value, $"the output '{name}'");
        if (_scope is not null)
        {
            _scope.Add(name, value);
            return;
        }

        _recording.DeclareResult(name);
        _recording.Outputs.Add(new RecordedValue(name, value.Draft, value));
    }

    /// <summary>Names an inner value that the caller may ask for at every step.</summary>
    /// <exception cref="DefinitionException">The name is taken, or the value is the same at every step.</exception>
    public void Tap(string name, Node value)
    {
        value = Result(value, $"the tap '{name}'");
        _recording.DeclareResult(_prefix + name);
        _recording.Taps.Add(new RecordedValue(_prefix + name, value.Draft, value));
    }

    /// <summary>What is wrong with the definition as a whole, in the order of declaration; empty when <see cref="Build"/> would succeed.</summary>
    public IReadOnlyList<DefinitionException> Check() => CompletenessCheck.OfCell(_recording);

    /// <summary>The graph of what was defined, in canonical form.</summary>
    /// <param name="name">The name of the definition, normally its class's.</param>
    /// <exception cref="DefinitionException">The first of the errors that <see cref="Check"/> lists.</exception>
    public Graph Build(string name)
    {
        Names.Check(name);
        var errors = Check();
        return errors.Count == 0 ? CellAssembly.Assemble(name, _recording) : throw errors[0];
    }

    // What comes from outside at every step is read in the body; what is the same at every step is read where it is used.
    private Node Read(string name, Node supplied)
        => supplied.Draft is { Within: null, Space: Space.Step } outer ? new Node(_recording, _scan.Read(outer, Names.Now(name)), OperandKind.Input) : supplied;

    // A value of the body, or one that is the same at every step of the sequence; the scan makes a value of the body of that when it ends.
    private Node Result(Node value, string what)
    {
        _recording.CheckOwn(value);
        var draft = value.Draft;
        if (draft.Within is null && draft.Space != Space.Sequence)
        {
            throw draft.Space == Space.Step
                ? new DefinitionException(DiagnosticIds.ForeignNode, $"For {what} a value of every step from outside the scan '{_scan.Node.Name}' is given; supply it as an input of the scan.")
                : new DefinitionException(DiagnosticIds.ConstantResult, $"For {what} a value is given that depends on neither an input nor a state, so it is the same at every step.");
        }

        return draft.Within is null || draft.Within == _scan ? value : throw Scoping.Outside(draft.Within);
    }
}
