namespace RnnGraph.Runtime;

/// <summary>Arguments against what was expected of them; messages name the argument, the expected and the given. Nothing is allocated while all is well.</summary>
internal static class Check
{
    /// <summary>An array [steps, batch, features].</summary>
    public static void Length(int given, int steps, int batch, int features, string argument, string kind, string name)
    {
        var expected = (long)steps * batch * features;
        if (given != expected)
            throw new ArgumentException($"{kind} '{name}' is [{steps}, {batch}, {features}], {expected} values; {given} were given.", argument);
    }

    /// <summary>Token indexes [steps, batch], each within the input.</summary>
    public static void Tokens(ReadOnlySpan<int> tokens, int steps, int batch, int features, string argument, string kind, string name)
    {
        if (tokens.Length != (long)steps * batch)
            throw new ArgumentException($"{kind} '{name}' is [{steps}, {batch}], {(long)steps * batch} tokens; {tokens.Length} were given.", argument);
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((uint)tokens[i] >= (uint)features)
                throw new ArgumentOutOfRangeException(argument, tokens[i], $"{kind} '{name}' takes tokens from 0 to {features - 1}; at step {i / batch}, row {i % batch} stands {tokens[i]}.");
        }
    }

    /// <summary>One length per row, none beyond the steps of the run.</summary>
    public static void Lengths(ReadOnlySpan<int> lengths, int steps, int batch)
    {
        if (lengths.IsEmpty)
            return;
        if (lengths.Length != batch)
            throw new ArgumentException($"The batch has {batch} rows; {lengths.Length} lengths were given.", nameof(lengths));
        for (var row = 0; row < lengths.Length; row++)
        {
            if (lengths[row] < 0 || lengths[row] > steps)
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[row], $"Lengths lie between 0 and the workspace's {steps} steps; row {row} has {lengths[row]}.");
        }
    }

    public static void Count(int given, int expected, string argument, string what)
    {
        if (given != expected)
            throw new ArgumentException($"{what}: {expected} expected, {given} given.", argument);
    }
}
