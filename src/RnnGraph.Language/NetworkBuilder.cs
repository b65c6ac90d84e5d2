using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

/// <summary>
/// What a definition of a network is written with: inputs and tokens, scans of cells, products and pooling around them, outputs and losses. A value is one of every
/// step of a time axis, or one of each sequence; the functions of <see cref="Op"/> apply to both, and join them with what is the same at every step.
/// </summary>
public sealed partial class NetworkBuilder
{
    private readonly CellRecording _recording = new();
    private readonly HashSet<string> _axes = new(StringComparer.Ordinal);

    /// <summary>Declares a size that is bound later. Called once per size parameter of the definition, in order, by whoever runs the definition.</summary>
    /// <exception cref="DefinitionException">The name is not valid or declared already.</exception>
    public Size DeclareSize(string name) => _recording.DeclareSize(name);

    /// <summary>Requires two sizes to be equal. The definition may then mix them; that they are is checked when they are bound.</summary>
    /// <exception cref="DefinitionException">Both are known and differ.</exception>
    public void RequireEqual(Size left, Size right) => _recording.Equate(left, right);

    /// <summary>A time axis beside <c>time</c>, which what names none belongs to. Each axis has its own number of steps and its own lengths.</summary>
    /// <exception cref="DefinitionException">The name is not valid or used already.</exception>
    public TimeAxis Time(string name)
    {
        Names.Check(name);
        return _axes.Add(name) ? new TimeAxis(name) : throw new DefinitionException(DiagnosticIds.NameUsedTwice, $"The time axis '{name}' is declared twice.");
    }

    /// <summary>An input of <paramref name="size"/> features at every step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">Number of features.</param>
    /// <param name="along">The time axis; by default <c>time</c>.</param>
    /// <exception cref="DefinitionException">The name is taken.</exception>
    public Node Input(string name, Size size, TimeAxis? along = null) => Declare(StructureOps.Input, name, size, along);

    /// <summary>An input of <paramref name="size"/> features for each sequence.</summary>
    /// <exception cref="DefinitionException">The name is taken.</exception>
    public Node Vector(string name, Size size) => Declare(StructureOps.Vector, name, size);

    /// <summary>A token at every step: an index from 0 below <paramref name="vocabulary"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="vocabulary">How many different tokens there are.</param>
    /// <param name="along">The time axis; by default <c>time</c>.</param>
    /// <exception cref="DefinitionException">The name is taken.</exception>
    public Tokens Tokens(string name, Size vocabulary, TimeAxis? along = null)
        => Tokens(name, vocabulary, Declare(StructureOps.Tokens, name, 1, along, vocabulary));

    /// <summary>One token for each sequence, such as its class: an index from 0 below <paramref name="vocabulary"/>.</summary>
    /// <exception cref="DefinitionException">The name is taken.</exception>
    public Tokens Token(string name, Size vocabulary) => Tokens(name, vocabulary, Declare(StructureOps.Token, name, 1, vocabulary: vocabulary));

    /// <summary>Names an output: a value that the caller receives, of every step or of each sequence.</summary>
    /// <exception cref="DefinitionException">The name is taken, or the value is a parameter or one of the inside of a scan.</exception>
    public void Output(string name, Node value) => Result(_recording.Outputs, name, value, $"the output '{name}'");

    /// <summary>
    /// Names a loss: one feature, of every step or of each sequence. The loss of a run is its mean over the rows within their lengths; several are added.
    /// </summary>
    /// <exception cref="DefinitionException">The name is taken, the value has more than one feature, or it is a parameter or one of the inside of a scan.</exception>
    public void Loss(string name, Node value)
    {
        if (value.Draft.Shape != Shape.Vector(1))
        {
            throw new DefinitionException(
                DiagnosticIds.WrongShape, $"The loss '{name}' must be one feature per row, [1], but has {value.Draft.Shape}; Op.Sum and Op.Mean make one of several.");
        }

        Result(_recording.Losses, name, value, $"the loss '{name}'");
    }

    /// <summary>Names an inner value that the caller may ask for.</summary>
    /// <exception cref="DefinitionException">The name is taken, or the value is a parameter or one of the inside of a scan.</exception>
    public void Tap(string name, Node value) => Result(_recording.Taps, name, value, $"the tap '{name}'");

    /// <summary>What is wrong with the definition as a whole, in the order of declaration; empty when <see cref="Build"/> would succeed.</summary>
    public IReadOnlyList<DefinitionException> Check() => CompletenessCheck.OfNetwork(_recording);

    /// <summary>The graph of what was defined, in canonical form.</summary>
    /// <param name="name">The name of the definition, normally its class's.</param>
    /// <exception cref="DefinitionException">The first of the errors that <see cref="Check"/> lists.</exception>
    public Graph Build(string name)
    {
        Names.Check(name);
        var errors = Check();
        return errors.Count == 0 ? CellAssembly.Assemble(name, _recording) : throw errors[0];
    }

    private Node Declare(OpRow op, string name, Size size, TimeAxis? along = null, Size? vocabulary = null)
    {
        _recording.Declare(name);
        var leaf = _recording.Leaf(op, name, size, along?.Name, vocabulary);
        var node = new Node(_recording, leaf, OperandKind.Input);
        _recording.Inputs.Add(new RecordedValue(name, leaf, node));
        return node;
    }

    private Tokens Tokens(string name, Size vocabulary, Node index)
        => new(name, vocabulary, index, _recording.Make(BroadcastOps.OneHot, [index], declared: Shape.Vector(vocabulary)));

    private void Result(List<RecordedValue> results, string name, Node value, string what)
    {
        CheckOutside(value);
        if (value.Draft.Space == Space.Parameter)
        {
            throw new DefinitionException(DiagnosticIds.ConstantResult, $"For {what} a value is given that depends on no input, so it is the same for every sequence.");
        }

        _recording.DeclareResult(name);
        results.Add(new RecordedValue(name, value.Draft, value));
    }

    private void CheckOutside(Node value)
    {
        _recording.CheckOwn(value);
        Scoping.CheckOutside(value);
    }
}
