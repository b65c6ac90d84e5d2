namespace RnnGraph.Tool.Conversions;

/// <summary>How keys are called otherwise: <c>FROM=TO</c> for one key, or, where FROM ends with a dot, for all that begin with it; TO may be empty then. The first that fits counts.</summary>
internal sealed class KeyNames
{
    private readonly List<(string From, string To)> _names = [];

    /// <summary>Reads the option's values.</summary>
    public KeyNames(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            var sides = argument.Split('=');
            if (sides.Length != 2 || sides[0].Length == 0 || (sides[1].Length == 0 && !sides[0].EndsWith('.')))
                throw new ToolException($"--rename: expected FROM=TO, as in i.W=gate.W or model.=; given {argument}");
            _names.Add((sides[0], sides[1]));
        }
    }

    /// <summary>What a key is called.</summary>
    public string Of(string key)
    {
        foreach (var (from, to) in _names)
        {
            if (from.EndsWith('.') && key.StartsWith(from, StringComparison.Ordinal))
                return to + key[from.Length..];
            if (key == from)
                return to;
        }

        return key;
    }

    /// <summary>What each of a file's keys is called.</summary>
    /// <exception cref="ToolException">Two become one.</exception>
    public IReadOnlyDictionary<string, string> OfAll(IEnumerable<string> keys)
    {
        var names = keys.ToDictionary(key => key, Of, StringComparer.Ordinal);
        return names.GroupBy(pair => pair.Value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } clash
            ? throw new ToolException($"--rename: {string.Join(" and ", clash.Select(pair => pair.Key))} would both be called {clash.Key}")
            : names;
    }
}
