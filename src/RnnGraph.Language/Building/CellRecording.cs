using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Everything that the calls of one definition have said so far; shared by the builders of its scopes.</summary>
internal sealed class CellRecording
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _results = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly SizeEquations _equations = new();

    /// <summary>What names begin with in the scope whose definition runs now; empty outside of scopes.</summary>
    public string Prefix { get; set; } = "";

    public List<string> Sizes { get; } = [];

    public List<KeyValuePair<Size, Size>> Constraints { get; } = [];

    /// <summary>Every computed value in order of creation, which is topological.</summary>
    public List<Draft> Values { get; } = [];

    public List<RecordedValue> Inputs { get; } = [];

    public List<RecordedState> States { get; } = [];

    /// <summary>Every scan: a cell has the one called <see cref="Names.Scan"/>.</summary>
    public List<ScanDraft> Scans { get; } = [];

    public List<RecordedValue> Parameters { get; } = [];

    public List<RecordedValue> Outputs { get; } = [];

    public List<RecordedValue> Losses { get; } = [];

    public List<RecordedValue> Taps { get; } = [];

    /// <summary>Takes the name of a size that is bound later.</summary>
    public Size DeclareSize(string name)
    {
        Names.Check(name);
        if (name.Contains('.'))
        {
            throw new DefinitionException(DiagnosticIds.NameNotValid, $"'{name}' can't name a size; use the name of a C# parameter.");
        }

        if (Sizes.Contains(name))
        {
            throw new DefinitionException(DiagnosticIds.NameUsedTwice, $"The size '{name}' is declared twice.");
        }

        Sizes.Add(name);
        return Size.Symbol(name);
    }

    /// <summary>Applies an op to values of this cell.</summary>
    public Node Make(OpRow op, IReadOnlyList<Node> operands, IReadOnlyList<double>? numbers = null, Shape declared = default, Size? offset = null)
    {
        foreach (var operand in operands)
        {
            CheckOwn(operand);
        }

        CheckSize(declared);
        Scoping.Check(op, operands);
        return new Node(this, Add(new Draft(
            op, operands.Select(operand => operand.Draft).ToArray(), _equations.Apply(declared), numbers, offset: offset is { } from ? _equations.Apply(from) : null)));
    }

    /// <summary>Takes a computed value into the recording.</summary>
    public Draft Add(Draft draft)
    {
        Values.Add(draft);
        return draft;
    }

    /// <summary>A value of the step that depends on no other; outside of scans, of the sequence.</summary>
    public Node BodyLeaf(OpRow op, Shape shape, ScanDraft? scan, IReadOnlyList<double>? numbers = null)
    {
        CheckSize(shape);
        return new Node(this, Add(new Draft(op, [], _equations.Apply(shape), numbers) { Within = scan }));
    }

    public Node Parameter(string key, string? gate, Shape shape, Initializer initializer)
    {
        Declare(key);
        return InitialParameter(key, shape, initializer, gate);
    }

    /// <summary>A parameter whose name is the graph's own, as that of a state's start.</summary>
    public Node InitialParameter(string key, Shape shape, Initializer initializer, string? gate = null)
    {
        CheckSize(shape);
        var draft = new Draft(StructureOps.Parameter, [], _equations.Apply(shape), initializer: initializer) { Name = key, Gate = gate };
        var node = new Node(this, draft, OperandKind.Parameter);
        Parameters.Add(new RecordedValue(key, draft, node));
        return node;
    }

    /// <summary>A leaf with a value for each feature at every step or of every sequence.</summary>
    public Draft Leaf(OpRow op, string name, Size size, string? axis = null, Size? vocabulary = null)
    {
        CheckSize(Shape.Vector(size));
        CheckSize(Shape.Vector(vocabulary ?? 1));
        return new Draft(op, [], _equations.Apply(Shape.Vector(size)))
        {
            Name = name,
            Axis = op.SpaceOf([]) == Space.Step ? axis ?? TimeAxis.Default : null,
            Vocabulary = vocabulary is { } words ? _equations.Apply(words) : null,
        };
    }

    /// <summary>A scan that carries nothing yet; null for a name stands for one that is called after its result.</summary>
    public ScanDraft Scan(string? name, string axis, Direction direction)
    {
        var scan = new ScanDraft(name, axis, direction);
        Scans.Add(scan);
        return scan;
    }

    /// <summary>Requires two sizes to be equal, here and when they are bound.</summary>
    public void Equate(Size left, Size right)
    {
        if (left == right)
        {
            return;
        }

        if (left.IsKnown && right.IsKnown)
        {
            throw new DefinitionException(DiagnosticIds.RequirementViolated, $"The definition requires two sizes to be equal, but they are {left} and {right}.");
        }

        Constraints.Add(new KeyValuePair<Size, Size>(left, right));
        _equations.Add(left, right);
        var known = Inputs.Concat(Parameters).Select(value => value.Draft)
            .Concat(Scans.SelectMany(scan => scan.Carried.SelectMany(carried => new[] { carried.Initial, carried.Argument }).Concat(scan.Reads).Concat(scan.Results)))
            .Concat(Values.SelectMany(value => value.Operands.Append(value)));
        foreach (var draft in known)
        {
            draft.Shape = _equations.Apply(draft.Shape);
            draft.Offset = draft.Offset is { } from ? _equations.Apply(from) : null;
            draft.Vocabulary = draft.Vocabulary is { } words ? _equations.Apply(words) : null;
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
        Name(draft, name);
    }

    /// <summary>Gives a value without a name the one that a finished graph has for it.</summary>
    public void Name(Draft draft, string name)
    {
        if (_given.Contains(name) || !_names.Add(name))
        {
            throw Twice(name);
        }

        draft.Name = name;
    }

    /// <summary>Takes a name that a scope gave to a value without one of its own.</summary>
    public void Give(string name)
    {
        if (_names.Contains(name) || !_given.Add(name))
        {
            throw Twice(name);
        }
    }

    /// <summary>Takes the name of an input, state or parameter.</summary>
    public void Declare(string name)
    {
        Names.Check(name);
        if (_given.Contains(name) || !_names.Add(name) || _results.Contains(name))
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
        => new(DiagnosticIds.NameUsedTwice, $"The name '{name}' is used twice; names of inputs, states, parameters, scans, outputs, losses, taps and values differ from each other.");
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
