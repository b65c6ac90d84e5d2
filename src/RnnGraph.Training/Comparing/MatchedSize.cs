using System.Numerics;

namespace RnnGraph.Training;

/// <summary>The hidden units with which a network has about as many trained values as others.</summary>
/// <param name="Hidden">Hidden units.</param>
/// <param name="Parameters">Trained values.</param>
public readonly record struct MatchedSize(int Hidden, long Parameters)
{
    /// <summary>Sizes that go up in steps larger than this aren't found.</summary>
    private const int LargestStep = 64;

    /// <summary>The size whose number of trained values is nearest to a number; of two as near the smaller.</summary>
    /// <param name="network">The network. Its number of trained values grows with its hidden units; some numbers of units it may refuse, such as those that aren't multiples of a block.</param>
    /// <param name="parameters">The number wanted.</param>
    /// <exception cref="ArgumentException">It can't be made of 1 to 64 units, the smallest has more than twice as many trained values, or it refuses a multiple of its smallest size that is on the way.</exception>
    public static MatchedSize Find<T>(ComparedNetwork<T> network, long parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parameters);
        var step = Enumerable.Range(1, LargestStep).FirstOrDefault(hidden => Count(network, hidden) is not null);
        if (step == 0)
            throw new ArgumentException($"Expected a network of 1 to {LargestStep} hidden units, '{network.Name}' refuses all of them.", nameof(network));
        var below = Of(1);
        if (below.Parameters > 2 * parameters)
            throw new ArgumentException($"Expected a network of about {parameters} trained values; '{network.Name}' has {below.Parameters} with {below.Hidden} hidden units, its fewest.", nameof(network));

        var (low, high) = (1, 2);
        while (Of(high).Parameters < parameters)
            (low, high) = (high, checked(2 * high));
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Of(middle).Parameters < parameters ? (middle, high) : (low, middle);
        }

        var (smaller, larger) = (Of(low), Of(high));
        return parameters - smaller.Parameters <= larger.Parameters - parameters ? smaller : larger;

        MatchedSize Of(int steps) => new(steps * step, Count(network, steps * step)
            ?? throw new ArgumentException($"Expected a network of any multiple of {step} hidden units, '{network.Name}' refuses {steps * step}.", nameof(network)));
    }

    private static long? Count<T>(ComparedNetwork<T> network, int hidden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            return network.Create(hidden).Parameters.Infos.Sum(parameter => (long)parameter.Size);
        }
        catch (Exception error) when (error is ArgumentException or DefinitionException)
        {
            return null;
        }
    }
}
