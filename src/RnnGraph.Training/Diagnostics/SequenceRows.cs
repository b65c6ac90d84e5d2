using System.Numerics;

namespace RnnGraph.Training;

/// <summary>One sequence as the input of runs whose rows all see the same steps of it. Targets are left out.</summary>
internal sealed class SequenceRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<ValueInfo> inputs;
    private readonly SequenceInput<T>[] sequence;
    private readonly T[][] values;
    private readonly int[][] tokens;
    private readonly int rows;
    private readonly int length;

    /// <summary>Prepares runs.</summary>
    /// <param name="signature">What runs take.</param>
    /// <param name="given">The inputs of the sequence, without targets.</param>
    /// <param name="rows">Rows of a run.</param>
    /// <param name="steps">Steps of a run, null for all.</param>
    /// <exception cref="ArgumentException">They are not those of the signature.</exception>
    public SequenceRows(CellSignature signature, IReadOnlyList<SequenceInput<T>> given, int rows, int? steps = null)
    {
        inputs = signature.Inputs;
        var read = inputs.Where(input => !input.IsTarget).ToList();
        if (given.Count != read.Count)
            throw new ArgumentException($"{signature.Name} has {read.Count} inputs; {given.Count} were given.", nameof(given));
        for (var i = 0; i < read.Count; i++)
        {
            var count = Count(signature, read[i], given[i]);
            Steps = i == 0 ? count : Steps;
            if (count != Steps)
                throw new ArgumentException($"Input '{read[i].Name}' of {signature.Name} has {count} steps; input '{read[0].Name}' has {Steps}.", nameof(given));
        }

        this.rows = rows;
        length = steps ?? Steps;
        var next = 0;
        sequence = [.. inputs.Select(input => input.IsTarget ? (SequenceInput<T>)Array.Empty<T>() : given[next++])];
        values = [.. sequence.Zip(inputs, (of, input) => of.Values is null ? [] : new T[input.IsTarget ? 0 : length * rows * input.Features])];
        tokens = [.. sequence.Select(of => of.Tokens is null ? [] : new int[length * rows])];
    }

    /// <summary>Steps of the sequence.</summary>
    public int Steps { get; }

    /// <summary>The inputs of a run that begins at a step.</summary>
    public Inputs<T> From(int first)
    {
        var x = default(Inputs<T>);
        for (var i = 0; i < sequence.Length; i++)
        {
            for (var step = 0; step < length; step++)
                Fill(i, step, first + step);
            x = sequence[i].Tokens is null ? x.And(values[i]) : x.AndTokens(tokens[i]);
        }

        return x;
    }

    private static int Count(CellSignature signature, ValueInfo input, SequenceInput<T> given)
    {
        if (given.Tokens is { } tokens)
            return tokens.Count;
        var steps = given.Values!.Count / input.Features;
        if (input.Vocabulary > 0)
            throw new ArgumentException($"Input '{input.Name}' of {signature.Name} is [T] tokens; values were given.", nameof(given));
        return steps * input.Features == given.Values.Count
            ? steps
            : throw new ArgumentException($"Input '{input.Name}' of {signature.Name} is [T, {input.Features}], with {steps} steps {steps * input.Features} values; {given.Values.Count} were given.", nameof(given));
    }

    private void Fill(int input, int step, int from)
    {
        if (inputs[input].IsTarget)
            return;
        var features = inputs[input].Features;
        for (var row = 0; row < rows; row++)
        {
            var at = (step * rows) + row;
            if (sequence[input].Tokens is { } read)
            {
                tokens[input][at] = read[from];
                continue;
            }

            for (var feature = 0; feature < features; feature++)
                values[input][(at * features) + feature] = sequence[input].Values![(from * features) + feature];
        }
    }
}
