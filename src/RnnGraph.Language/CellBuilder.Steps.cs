using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

/// <summary>Where in the sequence a step is, and what happens only at some steps.</summary>
public sealed partial class CellBuilder
{
    /// <summary>
    /// The step's place in its sequence, one feature: 0 at the first step, also in a reversed scan, which begins with the last. A state that is carried on from run to run carries the count on, along
    /// the first time axis; along a second one each run counts from 0.
    /// </summary>
    public Node StepIndex => _recording.BodyLeaf(StepOps.StepIndex, Shape.Vector(1), _scan);

    /// <summary>1 at every <paramref name="period"/>-th step of the sequence, beginning with its first (where the step's index is a multiple), otherwise 0; one feature.</summary>
    /// <param name="period">At least 1.</param>
    /// <exception cref="DefinitionException">The period is below 1.</exception>
    public Node Due(int period)
        => period >= 1
            ? _recording.BodyLeaf(StepOps.Due, Shape.Vector(1), _scan, [period])
            : throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"cell.Due needs a period of at least 1 step, but is given {(Size)period}.");

    /// <summary>
    /// <paramref name="whenDue"/> at every <paramref name="period"/>-th step, beginning with the first, otherwise <paramref name="otherwise"/>. What only
    /// <paramref name="whenDue"/> needs costs nothing at the other steps.
    /// </summary>
    /// <param name="period">At least 1.</param>
    /// <param name="whenDue">The value at these steps.</param>
    /// <param name="otherwise">The value at the others, of the same size: for a block that waits its state.</param>
    /// <exception cref="DefinitionException">The period is below 1, or the sizes differ.</exception>
    public Node Every(int period, Node whenDue, Node otherwise) => Op.Select(Op.Expand(Due(period), whenDue.Draft.Shape.Rows), whenDue, otherwise);

    /// <summary>
    /// A state that starts from a parameter of its own, <c>name.initial</c>, in every sequence, unless the caller gives an initial state. The parameter is trained:
    /// its gradient is the sum over the sequences of what the initial state receives, as long as the caller gives none.
    /// </summary>
    /// <param name="name">The state's name.</param>
    /// <param name="size">Number of features.</param>
    /// <param name="initializer">How the parameter starts; by default at 0.</param>
    /// <exception cref="DefinitionException">The name is taken.</exception>
    public Node LearnedState(string name, Size size, Initializer? initializer = null)
    {
        var count = _recording.Parameters.Count;
        var parameter = _recording.InitialParameter(Names.Initial(_prefix + name), Shape.Vector(size), initializer ?? Initializer.Constant(0));
        return _recording.Own(count, State(name, parameter));
    }

    /// <summary>A state that starts from a parameter.</summary>
    internal Node State(string name, Node parameter)
    {
        name = _prefix + name;
        _recording.Declare(name);
        return Declared(name, new Draft(StartOps.Start, [parameter.Draft]) { Name = name });
    }
}
