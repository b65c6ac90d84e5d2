using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

/// <summary>A value of the cell that is being defined: a vector of features at the current step, or a parameter.</summary>
public sealed class Node
{
    private readonly CellRecording _recording;

    internal Node(CellRecording recording, Draft draft, OperandKind kind = OperandKind.Computed, RecordedState? state = null)
    {
        _recording = recording;
        Draft = draft;
        Kind = kind;
        State = state;
    }

    /// <summary>Of a state: its value after this step, once <see cref="CellBuilder.Next"/> has given it. The state itself reads as the previous step's value.</summary>
    /// <exception cref="DefinitionException">This is not a state, or its next value has not been given yet.</exception>
    public Node Next
    {
        get
        {
            var state = State ?? throw new DefinitionException(DiagnosticIds.NotAState, "Only a state has a next value; this is a computed value of the current step already.");
            return state.NextHandle
                ?? throw new DefinitionException(DiagnosticIds.NextNotGiven, $"The next value of state '{state.Name}' is read before cell.Next gives it; move this below that call.");
        }
    }

    internal CellRecording Recording => _recording;

    internal Draft Draft { get; }

    internal OperandKind Kind { get; }

    internal RecordedState? State { get; }

    /// <summary>Gives the value a name of its own in the graph, the emitted code and its comments.</summary>
    /// <returns>The same value.</returns>
    /// <exception cref="DefinitionException">The name is not valid or used already, or the value has a name that can't change.</exception>
    public Node As(string name)
    {
        _recording.Rename(Draft, _recording.Prefix + name);
        return this;
    }

    /// <summary>The sum, feature by feature.</summary>
    public static Node operator +(Node left, Node right) => left.Apply(ElementwiseOps.Add, right);

    /// <summary>The sum with a number.</summary>
    public static Node operator +(Node left, float right) => left.Apply(ElementwiseOps.Add, left.Constant(right));

    /// <summary>The sum with a number.</summary>
    public static Node operator +(float left, Node right) => right.Constant(left).Apply(ElementwiseOps.Add, right);

    /// <summary>The difference, feature by feature.</summary>
    public static Node operator -(Node left, Node right) => left.Apply(ElementwiseOps.Subtract, right);

    /// <summary>The difference with a number.</summary>
    public static Node operator -(Node left, float right) => left.Apply(ElementwiseOps.Subtract, left.Constant(right));

    /// <summary>The difference from a number.</summary>
    public static Node operator -(float left, Node right) => right.Constant(left).Apply(ElementwiseOps.Subtract, right);

    /// <summary>The product, feature by feature.</summary>
    public static Node operator *(Node left, Node right) => left.Apply(ElementwiseOps.Multiply, right);

    /// <summary>The product with a number.</summary>
    public static Node operator *(Node left, float right) => left.Apply(ElementwiseOps.Multiply, left.Constant(right));

    /// <summary>The product with a number.</summary>
    public static Node operator *(float left, Node right) => right.Constant(left).Apply(ElementwiseOps.Multiply, right);

    /// <summary>The quotient, feature by feature.</summary>
    public static Node operator /(Node left, Node right) => left.Apply(ElementwiseOps.Divide, right);

    /// <summary>The quotient by a number.</summary>
    public static Node operator /(Node left, float right) => left.Apply(ElementwiseOps.Divide, left.Constant(right));

    /// <summary>The quotient of a number.</summary>
    public static Node operator /(float left, Node right) => right.Constant(left).Apply(ElementwiseOps.Divide, right);

    /// <summary>The negated value.</summary>
    public static Node operator -(Node value) => value.Apply(ElementwiseOps.Negate);

    internal Node Apply(OpRow op, params Node[] others) => _recording.Make(op, [this, .. others]);

    internal Node Constant(float value) => new(_recording, Draft.Constant(value, Draft.Shape));
}
