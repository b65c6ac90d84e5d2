using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Ops;

namespace RnnGraph.Language.Tests.Ops;

/// <summary>A cell around one op: inputs x0, x1, … go in, y comes out, and a state sees the result too.</summary>
internal static class OpCell
{
    public static Graph Around(int operands, int features, Func<Node[], Node> op)
    {
        var cell = new CellBuilder();
        var inputs = Enumerable.Range(0, operands).Select(i => cell.Input($"x{i}", features)).ToArray();
        var result = op(inputs);
        var state = cell.State("s", result.Draft.Shape.Rows);
        cell.Next(state, (0.5f * state) + result);
        cell.Output("y", result);
        return cell.Build("OpCell");
    }

    public static Graph Around(ElementwiseRow op, double[] numbers, int features)
        => Around(op.Arity, features, inputs => inputs[0].Recording.Make(op, inputs, numbers));

    /// <summary>The values, and what each operand receives from ∂L/∂y = 1, in one row of features.</summary>
    public static (double[] Value, double[][] Gradients) At(Graph graph, params double[][] operands)
    {
        var arguments = new GraphArguments(steps: 1, batch: 1);
        for (var i = 0; i < operands.Length; i++)
        {
            arguments.Inputs[$"x{i}"] = operands[i];
        }

        var adjoint = Differentiation.Differentiate(graph);
        var output = graph.Results.Single(result => result.Kind == ResultKind.Output).Node;
        arguments.Inputs["d.y"] = Enumerable.Repeat(1.0, arguments.LengthOf(output)).ToArray();
        var results = Interpreter.Run(adjoint, arguments);
        return (results[ResultKind.Output, "y"], operands.Select((_, i) => results[ResultKind.Gradient, $"x{i}"]).ToArray());
    }
}
