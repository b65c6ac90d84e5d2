using RnnGraph.Building;

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
        var scope = new ScopeRecording(_prefix + name, inputs);
        foreach (var input in inputs)
        {
            _recording.CheckOwn(input.Node);
        }

        define(new CellBuilder(_recording, scope, _prefix + name + "."));
        scope.CheckAllTaken();
        _scope?.States.AddRange(scope.States);
        return new ScopeResults(_prefix + name, scope);
    }
}
