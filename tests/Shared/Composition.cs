using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Tests.Shared;

/// <summary>
/// A cell that calls a definition in a scope and in a scope of a scope, and reads its results in every way: in its own gate, under one more function, as a tap. How
/// the definition is called is the test's choice.
/// </summary>
public sealed class Composition(Graph graph)
{
    /// <summary>The text of the cell; its sizes are those of the definition.</summary>
    /// <param name="call">Calls the definition on a builder, with these sizes.</param>
    public string Text(Action<CellBuilder, Size[]> call)
    {
        var cell = new CellBuilder();
        Size[] sizes = [.. graph.Sizes.Select(cell.DeclareSize)];
        var inputs = graph.Nodes.Where(node => node.Op == StructureOps.Input).Select(node => (Operand)(node.Name, cell.Input(node.Name, node.Shape.Rows))).ToArray();

        var first = cell.Scope("first", c => call(c, sizes), inputs);
        var nested = cell.Scope("outer", c => Nested(c, d => call(d, sizes), inputs));
        var features = Outputs[0].Node.Shape.Rows;
        var state = cell.State("own", features);
        cell.Next(state, Op.Tanh(cell.Affine("n", features, first.Output, state) * nested["bent"]));
        cell.Output("out", Op.Sigmoid(first.Output) + state.Next);
        foreach (var output in Outputs)
        {
            cell.Tap("first_" + output.Name, first[output.Name]);
            cell.Tap("nested_" + output.Name, nested[output.Name]);
        }

        return GraphText.Print(cell.Build("Caller"));
    }

    /// <summary>The text of a cell that consists of the call alone.</summary>
    /// <inheritdoc cref="Text"/>
    public string Alone(Action<CellBuilder, Size[]> call)
    {
        var cell = new CellBuilder();
        call(cell, [.. graph.Sizes.Select(cell.DeclareSize)]);
        return GraphText.Print(cell.Build(graph.Name));
    }

    /// <summary>The text of a network that runs the definition forwards, backwards, from another's states, on what is the same at every step, and in a scope of a scan.</summary>
    /// <inheritdoc cref="Text"/>
    public string Network(Action<CellBuilder, Size[]> call)
    {
        var net = new NetworkBuilder();
        Size[] sizes = [.. graph.Sizes.Select(net.DeclareSize)];
        var leaves = graph.Nodes.Where(node => node.Op == StructureOps.Input).ToArray();
        Operand[] inputs = [.. leaves.Select(node => (Operand)(node.Name, net.Input(node.Name, node.Shape.Rows)))];
        Operand[] vectors = [.. leaves.Select(node => (Operand)(node.Name, net.Vector("v_" + node.Name, node.Shape.Rows)))];

        var there = net.Scan("there", c => call(c, sizes), inputs);
        var results = new Dictionary<string, ScanResults>(StringComparer.Ordinal)
        {
            ["there"] = there,
            ["back"] = net.ScanReversed("back", c => call(c, sizes), inputs),
            ["after"] = net.Scan("after", c => call(c, sizes), inputs).StartFrom(there),
            ["same"] = net.Scan("same", c => call(c, sizes), vectors),
            ["nested"] = net.Scan("nested", c => Nested(c, d => call(d, sizes), [.. leaves.Select(node => (Operand)(node.Name, c.Input(node.Name, node.Shape.Rows)))]), inputs),
        };
        foreach (var (name, scan) in results)
        {
            foreach (var output in Outputs)
            {
                net.Output($"{name}_{output.Name}", Op.Tanh(net.Dense($"head.{name}.{output.Name}", output.Node.Shape.Rows, scan[output.Name])));
            }
        }

        return GraphText.Print(net.Build("Network"));
    }

    private GraphResult[] Outputs => [.. graph.Results.Where(result => result.Kind == ResultKind.Output)];

    private void Nested(CellBuilder cell, Action<CellBuilder> call, Operand[] inputs)
    {
        var inner = cell.Scope("inner", call, inputs);
        cell.Output("bent", Op.Tanh(inner.Output));
        foreach (var output in Outputs)
        {
            cell.Output(output.Name, inner[output.Name]);
        }
    }
}
