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
    private readonly ScopeRecording? _scope;
    private readonly string _prefix;

    /// <summary>Starts an empty cell.</summary>
    public CellBuilder()
        : this(new CellRecording(), scope: null, prefix: "")
    {
    }

    private CellBuilder(CellRecording recording, ScopeRecording? scope, string prefix)
    {
        _recording = recording;
        _scope = scope;
        _prefix = prefix;
    }

    /// <summary>Declares a size that is bound later. Called once per size parameter of the definition, in order, by whoever runs the definition.</summary>
    /// <exception cref="DefinitionException">The name is not valid or declared already.</exception>
    public Size DeclareSize(string name)
    {
        Names.Check(name);
        if (name.Contains('.'))
        {
            throw new DefinitionException(DiagnosticIds.NameNotValid, $"'{name}' can't name a size; use the name of a C# parameter.");
        }

        if (_recording.Sizes.Contains(name))
        {
            throw new DefinitionException(DiagnosticIds.NameUsedTwice, $"The size '{name}' is declared twice.");
        }

        _recording.Sizes.Add(name);
        return Size.Symbol(name);
    }

    /// <summary>Requires two sizes to be equal. The definition may then mix them; that they are is checked when they are bound.</summary>
    /// <exception cref="DefinitionException">Both are known and differ.</exception>
    public void RequireEqual(Size left, Size right)
    {
        if (left == right)
        {
            return;
        }

        if (left.IsKnown && right.IsKnown)
        {
            throw new DefinitionException(DiagnosticIds.RequirementViolated, $"The definition requires two sizes to be equal, but they are {left} and {right}.");
        }

        _recording.Equate(left, right);
    }

    /// <summary>An input of <paramref name="size"/> features at every step. In a scope: the value that the caller supplies for it.</summary>
    /// <exception cref="DefinitionException">The name is taken; or in a scope: nothing is supplied, or a value of another size.</exception>
    public Node Input(string name, Size size)
    {
        if (_scope is not null)
        {
            return _scope.Supply(name, size);
        }

        _recording.Declare(name);
        var outer = _recording.Leaf(StructureOps.Input, name, size);
        var read = new Draft(StructureOps.Read, [outer], outer.Shape) { Name = Names.Now(name) };
        var node = new Node(_recording, read, OperandKind.Input);
        _recording.Inputs.Add(new RecordedValue(name, outer, node));
        return node;
    }

    /// <summary>A state of <paramref name="size"/> features. It reads as the previous step's value; <see cref="Next"/> gives the new one. The caller gives the first, zero by default.</summary>
    /// <exception cref="DefinitionException">The name is taken.</exception>
    public Node State(string name, Size size)
    {
        name = _prefix + name;
        _recording.Declare(name);
        var initial = _recording.Leaf(StructureOps.Given, name, size);
        var state = new RecordedState(name, initial, new Draft(StructureOps.Carried, [], initial.Shape) { Name = Names.Previous(name) });
        state.Handle = new Node(_recording, state.Argument, OperandKind.State, state);
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
        CheckResult(value, $"the next value of state '{recorded.Name}'");
        if (recorded.NextHandle is not null)
        {
            throw new DefinitionException(DiagnosticIds.StateUpdatedTwice, $"The state '{recorded.Name}' is given a next value twice; keep one cell.Next({recorded.Name}, …), with all that the state is to become.");
        }

        if (value.Draft.Shape != recorded.Argument.Shape)
        {
            throw new DefinitionException(
                DiagnosticIds.SizesDiffer, $"The state '{recorded.Name}' has {recorded.Argument.Shape} features, its next value has {value.Draft.Shape}.");
        }

        recorded.NextHandle = new Node(_recording, value.Draft, OperandKind.Input);
    }

    /// <summary>Names an output of the cell: a value that the caller receives for every step.</summary>
    /// <exception cref="DefinitionException">The name is taken, or the value is the same at every step.</exception>
    public void Output(string name, Node value)
    {
        CheckResult(value, $"the output '{name}'");
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
        CheckResult(value, $"the tap '{name}'");
        _recording.DeclareResult(_prefix + name);
        _recording.Taps.Add(new RecordedValue(_prefix + name, value.Draft, value));
    }

    /// <summary>What is wrong with the definition as a whole, in the order of declaration; empty when <see cref="Build"/> would succeed.</summary>
    public IReadOnlyList<DefinitionException> Check() => CompletenessCheck.Run(_recording);

    /// <summary>The graph of what was defined, in canonical form.</summary>
    /// <param name="name">The name of the definition, normally its class's.</param>
    /// <exception cref="DefinitionException">The first of the errors that <see cref="Check"/> lists.</exception>
    public Graph Build(string name)
    {
        Names.Check(name);
        var errors = Check();
        return errors.Count == 0 ? CellAssembly.Assemble(name, _recording) : throw errors[0];
    }

    private void CheckResult(Node value, string what)
    {
        _recording.CheckOwn(value);
        if (!value.Draft.IsInBody)
        {
            throw new DefinitionException(DiagnosticIds.ConstantResult, $"For {what} a value is given that depends on neither an input nor a state, so it is the same at every step.");
        }
    }
}
