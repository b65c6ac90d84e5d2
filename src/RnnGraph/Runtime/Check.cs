namespace RnnGraph.Runtime;

/// <summary>Arguments against what was expected of them; messages name the argument, the expected and the given. Nothing is allocated while all is well.</summary>
internal static class Check
{
    /// <summary>In the place of a number of steps: a value that each row has once.</summary>
    public const int Once = -1;

    /// <summary>An array [steps, batch, features], or [batch, features] for what each row has once.</summary>
    public static void Length(int given, int steps, int batch, int features, string argument, string kind, string name)
    {
        var expected = (long)Math.Abs(steps) * batch * features;
        if (given != expected)
            throw new ArgumentException($"{kind} '{name}' is [{Shape(steps)}{batch}, {features}], {expected} values; {given} were given.", argument);
    }

    /// <summary>Token indexes [steps, batch], or [batch], each within the input; beyond a row's length any number stands for nothing. Empty lengths stand for all steps.</summary>
    public static void Tokens(ReadOnlySpan<int> tokens, int steps, int batch, ReadOnlySpan<int> lengths, int features, string argument, string kind, string name)
    {
        if (tokens.Length != (long)Math.Abs(steps) * batch)
            throw new ArgumentException($"{kind} '{name}' is [{Shape(steps)}{batch}], {(long)Math.Abs(steps) * batch} tokens; {tokens.Length} were given.", argument);
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((uint)tokens[i] >= (uint)features && IsOwn(i, batch, lengths))
                throw new ArgumentOutOfRangeException(argument, tokens[i], $"{kind} '{name}' takes tokens from 0 to {features - 1}; at {(steps == Once ? "" : $"step {i / batch}, ")}row {i % batch} stands {tokens[i]}.");
        }
    }

    /// <summary>One length per row along each axis, none beyond the steps of the run.</summary>
    public static void Lengths(RnnGraph.Lengths lengths, AxisRun[] axes, IReadOnlyList<string> names, int batch)
    {
        if (lengths.Count > axes.Length)
            throw new ArgumentException($"Lengths along {axes.Length} time axes expected ({string.Join(", ", names)}); {lengths.Count} were given.", nameof(lengths));
        for (var axis = 0; axis < axes.Length; axis++)
        {
            var along = lengths[axis];
            var steps = axes[axis].Steps;
            if (along.IsEmpty)
                continue;
            if (along.Length != batch)
                throw new ArgumentException($"The batch has {batch} rows; {along.Length} lengths were given{Along(names, axis)}.", nameof(lengths));
            for (var row = 0; row < along.Length; row++)
            {
                if (along[row] < 0 || along[row] > steps)
                    throw new ArgumentOutOfRangeException(nameof(lengths), along[row], $"Lengths{Along(names, axis)} lie between 0 and the workspace's {steps} steps; row {row} has {along[row]}.");
            }
        }
    }

    /// <summary>Whether an index into [steps, batch] lies within its row's length.</summary>
    public static bool IsOwn(int index, int batch, ReadOnlySpan<int> lengths) => lengths.IsEmpty || index / batch < lengths[index % batch];

    private static string Along(IReadOnlyList<string> names, int axis) => names.Count == 1 ? "" : $" along '{names[axis]}'";

    private static string Shape(int steps) => steps == Once ? "" : $"{steps}, ";

    /// <summary>One array for each value of the signature.</summary>
    public static void Count(int given, IReadOnlyList<ValueInfo> expected, string argument, string what)
    {
        if (given != expected.Count)
            throw new ArgumentException($"{what}: {expected.Count} expected ({string.Join(", ", expected.Select(value => value.Name))}), {given} given.", argument);
    }
}
