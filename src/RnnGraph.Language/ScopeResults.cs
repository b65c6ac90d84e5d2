using RnnGraph.Building;

namespace RnnGraph;

/// <summary>What a definition that was called inside another one gives back.</summary>
public sealed class ScopeResults
{
    private readonly string _name;
    private readonly ScopeRecording _scope;

    internal ScopeResults(string name, ScopeRecording scope)
    {
        _name = name;
        _scope = scope;
    }

    /// <summary>The scope's first output, as a lower layer's new output: its weights have role W.</summary>
    /// <exception cref="DefinitionException">The scope has no output.</exception>
    public Node Output => _scope.Outputs.Count > 0
        ? _scope.Outputs[0].Value
        : throw new DefinitionException(DiagnosticIds.ScopeResultMissing, $"The definition in scope '{_name}' has no output.");

    /// <summary>The output called <paramref name="name"/>.</summary>
    /// <exception cref="DefinitionException">The scope has no such output.</exception>
    public Node this[string name]
    {
        get
        {
            foreach (var output in _scope.Outputs)
            {
                if (output.Key == name)
                {
                    return output.Value;
                }
            }

            throw new DefinitionException(
                DiagnosticIds.ScopeResultMissing,
                $"The definition in scope '{_name}' has no output '{name}'; it has {string.Join(", ", _scope.Outputs.Select(output => "'" + output.Key + "'"))}.");
        }
    }

    /// <summary>The state called <paramref name="name"/> in the scope: it reads as the previous step's value, its <see cref="Node.Next"/> is the new one.</summary>
    /// <exception cref="DefinitionException">The scope has no such state.</exception>
    public Node State(string name)
        => _scope.States.Find(state => state.Name.EndsWith("." + name, StringComparison.Ordinal) && state.Name.Length == _name.Length + 1 + name.Length)?.Handle
            ?? throw new DefinitionException(
                DiagnosticIds.ScopeResultMissing,
                $"The definition in scope '{_name}' has no state '{name}'; it has {string.Join(", ", _scope.States.Select(state => "'" + state.Name + "'"))}.");
}
