using RnnGraph.Building;
using RnnGraph.Graphs;

namespace RnnGraph;

public sealed partial class CellBuilder
{
    /// <summary>
    /// Calls another definition as a part of this cell: <c>var lower = cell.Scope("lower", c => Lstm.Define(c, input, hidden), x);</c>. Its parameters, states,
    /// taps and names get the prefix <c>lower.</c>; its inputs are the values supplied here, its outputs come back as values.
    /// </summary>
    /// <param name="name">The prefix, without its dot.</param>
    /// <param name="define">Runs the definition with the builder it is given.</param>
    /// <param name="inputs">The values for its inputs: in the order in which it declares them, or by name as <c>("x", value)</c>.</param>
    /// <exception cref="DefinitionException">The definition lacks an input's value or is given one too many, or what it says is wrong itself.</exception>
    public ScopeResults Scope(string name, Action<CellBuilder> define, params Operand[] inputs)
    {
        Names.Check(name);
        foreach (var input in inputs)
        {
            _recording.CheckOwn(input.Node);
        }

        var scope = new ScopeRecording(_recording, "scope", _prefix + name, inputs);
        scope.Run(define, _scan, _noiseOnWeights);
        _scope?.States.AddRange(scope.States);
        return new ScopeResults(_prefix + name, scope);
    }

    /// <summary>
    /// Calls a definition that is there as a finished graph, such as one that another assembly carries in its <see cref="CellGraphAttribute"/>. In a scope,
    /// <c>c => c.Call(graph, input, hidden)</c> makes the same graph as <c>c => Lstm.Define(c, input, hidden)</c>, letter for letter.
    /// </summary>
    /// <param name="definition">The graph of a cell, without its derivative.</param>
    /// <param name="sizes">What its sizes are here, in the order of <see cref="Graph.Sizes"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="definition"/> is not the graph of a cell, or has another number of sizes.</exception>
    /// <exception cref="DefinitionException">What the definition asks for doesn't fit here, as when it is run.</exception>
    public void Call(Graph definition, params Size[] sizes) => Replay(definition, sizes);

    /// <summary>Calls a finished graph.</summary>
    /// <returns>The handles that errors found later may point at.</returns>
    internal IReadOnlyList<Node> Replay(Graph definition, IReadOnlyList<Size> sizes)
    {
        var scans = definition.Nodes.Count(node => node.Scan is not null);
        if (scans != 1 || definition.Results.Any(result => result.Kind is ResultKind.Gradient or ResultKind.Loss))
        {
            throw new ArgumentException($"'{definition.Name}' is not the graph of a cell alone: that has one scan, and neither losses nor gradients.", nameof(definition));
        }

        if (sizes.Count != definition.Sizes.Count)
        {
            throw new ArgumentException($"'{definition.Name}' has the sizes ({string.Join(", ", definition.Sizes)}), but is given {(Size)sizes.Count}.", nameof(sizes));
        }

        var bound = definition.Sizes.Select((name, at) => (name, size: sizes[at])).ToDictionary(pair => pair.name, pair => pair.size, StringComparer.Ordinal);
        return GraphReplay.Run(this, _recording, _scan, _prefix, definition, bound, _noiseOnWeights > 0 ? matrix => WeightNoise(matrix, _noiseOnWeights) : null);
    }
}
