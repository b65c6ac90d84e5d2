namespace RnnGraph.Compiler.Passes;

/// <summary>Names that are given once each: the second <c>x</c> becomes <c>x~2</c>.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The last suffix of each name that was wanted again: all smaller ones are taken, so that many of one name cost no more than others.</summary>
    private readonly Dictionary<string, int> _suffixes = new(StringComparer.Ordinal);

    /// <summary>The name, or where it is taken the name with the smallest suffix that is free.</summary>
    public string Take(string wanted)
    {
        if (_taken.Add(wanted))
        {
            return wanted;
        }

        var suffix = _suffixes.TryGetValue(wanted, out var last) ? last : 1;
        string name;
        do
        {
            name = FormattableString.Invariant($"{wanted}~{++suffix}");
        }
        while (!_taken.Add(name));

        _suffixes[wanted] = suffix;
        return name;
    }
}
