using RnnGraph.Graphs;

namespace RnnGraph.Building;

/// <summary>What one scope takes from its caller and gives back.</summary>
internal sealed class ScopeRecording
{
    private readonly string _name;
    private readonly List<Operand> _supplied;
    private readonly List<KeyValuePair<string, Node>> _outputs = [];

    public ScopeRecording(string name, IEnumerable<Operand> supplied)
    {
        _name = name;
        _supplied = supplied.ToList();
    }

    public List<RecordedState> States { get; } = [];

    public IReadOnlyList<KeyValuePair<string, Node>> Outputs => _outputs;

    /// <summary>The caller's value for the input <paramref name="name"/>: the one named so, else the next one without a name.</summary>
    public Node Supply(string name, Size size)
    {
        var at = _supplied.FindIndex(operand => operand.Role == name);
        at = at >= 0 ? at : _supplied.FindIndex(operand => operand.Role is null);
        if (at < 0)
        {
            throw new DefinitionException(DiagnosticIds.ScopeInputs, $"The definition in scope '{_name}' has an input '{name}' that the caller doesn't supply; add it after the definition.");
        }

        var node = _supplied[at].Node;
        _supplied.RemoveAt(at);
        return node.Draft.Shape == Shape.Vector(node.Recording.Written(size))
            ? new Node(node.Recording, node.Draft, OperandKind.Input)
            : throw new DefinitionException(
                DiagnosticIds.SizesDiffer, $"The input '{name}' of scope '{_name}' has {Shape.Vector(size)} features, the value supplied for it has {node.Draft.Shape}.");
    }

    public void Add(string name, Node value)
    {
        Names.Check(name);
        if (_outputs.Any(output => output.Key == name))
        {
            throw new DefinitionException(DiagnosticIds.NameUsedTwice, $"The output '{name}' of scope '{_name}' is named twice.");
        }

        _outputs.Add(new KeyValuePair<string, Node>(name, new Node(value.Recording, value.Draft, OperandKind.Input)));
    }

    public void CheckAllTaken()
    {
        if (_supplied.Count > 0)
        {
            var named = _supplied[0].Role is { } role ? $"'{role}'" : "without a name";
            throw new DefinitionException(DiagnosticIds.ScopeInputs, $"The caller supplies scope '{_name}' with a value {named} that its definition has no input for.");
        }
    }
}
