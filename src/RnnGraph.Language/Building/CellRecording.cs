using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Everything that the calls of one definition have said so far; shared by the builders of its scopes.</summary>
internal sealed class CellRecording
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _results = new(StringComparer.Ordinal);
    private readonly SizeEquations _equations = new();

    public List<string> Sizes { get; } = [];

    public List<KeyValuePair<Size, Size>> Constraints { get; } = [];

    /// <summary>Every computed value in order of creation, which is topological.</summary>
    public List<Draft> Values { get; } = [];

    public List<RecordedValue> Inputs { get; } = [];

    public List<RecordedState> States { get; } = [];

    public List<RecordedValue> Parameters { get; } = [];

    public List<RecordedValue> Outputs { get; } = [];

    public List<RecordedValue> Taps { get; } = [];

    /// <summary>Applies an op to values of this cell.</summary>
    public Node Make(OpRow op, IReadOnlyList<Node> operands, IReadOnlyList<double>? numbers = null, Shape declared = default)
    {
        foreach (var operand in operands)
        {
            CheckOwn(operand);
        }

        CheckSize(declared);
        var draft = new Draft(op, operands.Select(operand => operand.Draft).ToArray(), _equations.Apply(declared), numbers);
        Values.Add(draft);
        return new Node(this, draft);
    }

    public Node Parameter(string key, string? gate, Shape shape, Initializer initializer)
    {
        Declare(key);
        CheckSize(shape);
        var draft = new Draft(StructureOps.Parameter, [], _equations.Apply(shape), initializer: initializer) { Name = key, Gate = gate };
        var node = new Node(this, draft, OperandKind.Parameter);
        Parameters.Add(new RecordedValue(key, draft, node));
        return node;
    }

    /// <summary>A leaf with a value for each feature at every step or of every sequence.</summary>
    public Draft Leaf(OpRow op, string name, Size size)
    {
        CheckSize(Shape.Vector(size));
        return new Draft(op, [], _equations.Apply(Shape.Vector(size))) { Name = name };
    }

    /// <summary>Requires two sizes to be equal, here and when they are bound.</summary>
    public void Equate(Size left, Size right)
    {
        Constraints.Add(new KeyValuePair<Size, Size>(left, right));
        _equations.Add(left, right);
        var known = Inputs.SelectMany(input => new[] { input.Draft, input.Handle.Draft })
            .Concat(States.SelectMany(state => new[] { state.Initial, state.Argument }))
            .Concat(Parameters.Select(parameter => parameter.Draft))
            .Concat(Values.SelectMany(value => value.Operands.Append(value)));
        foreach (var draft in known)
        {
            draft.Shape = _equations.Apply(draft.Shape);
        }
    }

    /// <summary>A size as the required equations write it.</summary>
    public Size Written(Size size) => _equations.Apply(size);

    public void Rename(Draft draft, string name)
    {
        if (draft.Name is { } known)
        {
            throw new DefinitionException(DiagnosticIds.NameUsedTwice, $"This value is called '{known}' already and can't be called '{name}' too.");
        }

        Names.Check(name);
        if (!_names.Add(name))
        {
            throw Twice(name);
        }

        draft.Name = name;
    }

    /// <summary>Takes the name of an input, state or parameter.</summary>
    public void Declare(string name)
    {
        Names.Check(name);
        if (!_names.Add(name) || _results.Contains(name))
        {
            throw Twice(name);
        }
    }

    /// <summary>Takes a name of an output or tap. It differs from inputs, states and parameters, because its gradient does.</summary>
    public void DeclareResult(string name)
    {
        Names.Check(name);
        var isDeclared = _names.Contains(name) && !Values.Any(value => value.Name == name);
        if (isDeclared || !_results.Add(name))
        {
            throw Twice(name);
        }
    }

    /// <summary>Makes <paramref name="handle"/> the one that errors about the parameters declared since there were <paramref name="count"/> point at.</summary>
    public Node Own(int count, Node handle)
    {
        foreach (var parameter in Parameters.Skip(count))
        {
            parameter.Handle = handle;
        }

        return handle;
    }

    public bool IsTaken(string name) => _names.Contains(name);

    public void CheckOwn(Node node)
    {
        if (node.Recording != this)
        {
            throw new DefinitionException(DiagnosticIds.ForeignNode, "A value of another cell is used here; call that cell's definition inside this one instead.");
        }
    }

    private static void CheckSize(Shape shape)
    {
        foreach (var size in new[] { shape.Rows, shape.Columns })
        {
            if (size.IsKnown && size.Evaluate() < 1 && shape != default)
            {
                throw new DefinitionException(DiagnosticIds.SizeTooSmall, $"A size of {size} is given; a size is at least 1.");
            }
        }
    }

    private static DefinitionException Twice(string name)
        => new(DiagnosticIds.NameUsedTwice, $"The name '{name}' is used twice; names of inputs, states, parameters, outputs, taps and values differ from each other.");
}

/// <summary>A named value of the cell, with the handle whose call declared it.</summary>
internal sealed class RecordedValue
{
    public RecordedValue(string name, Draft draft, Node handle)
    {
        Name = name;
        Draft = draft;
        Handle = handle;
    }

    public string Name { get; }

    public Draft Draft { get; }

    public Node Handle { get; set; }
}
