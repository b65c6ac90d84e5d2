using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Reads a tap along one sequence, in evaluation, from a state of zeros.</summary>
public static class TapProbe
{
    /// <summary>Runs a network over a sequence.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">The network or cell with the parameters of interest.</param>
    /// <param name="inputs">Each input that is no target, <c>[T, F]</c> values or <c>[T]</c> tokens.</param>
    /// <param name="tap">The name of a tap that has a value at every step.</param>
    /// <exception cref="ArgumentException">There is no such tap (the message lists those there are), or the inputs are others.</exception>
    public static TapValues Read<T>(IRecurrent<T> network, IReadOnlyList<SequenceInput<T>> inputs, string tap)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs);
        var signature = network.Signature;
        var taps = signature.Taps.Where(info => info.Axis is not null).ToList();
        var read = taps.Find(info => info.Name == tap)
            ?? throw new ArgumentException($"{signature.Name} has no tap '{tap}' with a value at every step. It has: {string.Join(", ", taps.Select(info => info.Name))}.", nameof(tap));
        var rows = new SequenceRows<T>(signature, inputs, rows: 1);
        var workspace = network.CreateWorkspace(rows.Steps, 1, Mode.Evaluate, taps: true);
        network.Forward(workspace, rows.From(0), Outputs<T>.None);
        var values = new T[rows.Steps * read.Features];
        workspace.ReadTap(tap, values);
        return new(tap, read.Features, Array.ConvertAll(values, double.CreateTruncating));
    }

    /// <summary>Runs a network of one input over a sequence.</summary>
    /// <inheritdoc cref="Read{T}(IRecurrent{T}, IReadOnlyList{SequenceInput{T}}, string)"/>
    public static TapValues Read<T>(IRecurrent<T> network, SequenceInput<T> input, string tap)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Read(network, [input], tap);
}
