using System.Diagnostics;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Runs a cell or network step by step over noise for as long as asked, as a real-time thread would, and reports what such a thread must know: how long steps take,
/// whether anything is allocated, whether blocks say the same, what vanishing values cost, and whether a reset cures a NaN.</summary>
public static class StreamProbe
{
    /// <summary>Steps between two comparisons; inputs repeat after so many, states go on.</summary>
    private const int Segment = 37 * 512;

    /// <summary>Streams one row.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">What is streamed; it must have one input of values and one output.</param>
    /// <param name="steps">Steps to take, rounded up to whole segments of 37 · 512.</param>
    /// <param name="blocks">The sizes of blocks to compare with, by default 37 and 512.</param>
    /// <param name="progress">Told how many steps were taken, after each segment.</param>
    /// <exception cref="ArgumentException">It has other inputs or outputs.</exception>
    public static StreamReport Run<T>(IStreaming<T> network, long steps, IReadOnlyList<int>? blocks = null, IProgress<long>? progress = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        if (network.Signature.Inputs.Count != 1 || network.Signature.Outputs.Count != 1)
        {
            throw new ArgumentException(
                $"Expected one input and one output, given {network.Signature.Name} with {network.Signature.Inputs.Count} and {network.Signature.Outputs.Count}.", nameof(network));
        }

        var streams = (blocks ?? [37, 512]).Select(size => new BlockStream<T>(network, size, Segment)).ToList();
        var stream = new StepStream<T>(network, Segment);
        network.Prepare();
        stream.Run(Noise<T>(network, Segment), ticks: new long[Segment], state: network.CreateState(1)); // tiered compilation settles before anything counts

        var x = Noise<T>(network, Segment);
        var ticks = new long[(steps + Segment - 1) / Segment * Segment];
        var state = network.CreateState(1);
        var allocated = 0L;
        for (var done = 0; done < ticks.Length; done += Segment)
        {
            allocated += stream.Run(x, ticks.AsSpan(done, Segment), state);
            foreach (var other in streams)
                other.Compare(x, stream.Y);
            progress?.Report(done + Segment);
        }

        Array.Sort(ticks);
        return new()
        {
            Steps = ticks.Length,
            Median = Time(ticks[ticks.Length / 2]),
            Percentile999 = Time(ticks[(int)(ticks.Length * 0.999)]),
            Longest = Time(ticks[^1]),
            AllocatedBytes = allocated,
            DifferenceByBlock = streams.ToDictionary(other => other.Size, other => other.LargestDifference),
            MedianOfVanishing = MedianOfVanishing(network, stream),
            IsCuredByReset = IsCuredByReset(network, stream, x),
        };
    }

    /// <summary>Everything is denormal: the inputs, whatever products make of them, and the state from the first step on, which starts as small.</summary>
    private static TimeSpan MedianOfVanishing<T>(IStreaming<T> network, StepStream<T> stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Noise<T>(network, Segment);
        for (var i = 0; i < x.Length; i++)
            x[i] *= T.Epsilon * T.CreateTruncating(1000);
        var state = network.CreateState(1);
        foreach (var info in network.Signature.States)
            state[info.Name].Fill(T.Epsilon * T.CreateTruncating(1000));
        var ticks = new long[Segment];
        stream.Run(x, ticks, state);
        Array.Sort(ticks);
        return Time(ticks[Segment / 2]);
    }

    private static bool IsCuredByReset<T>(IStreaming<T> network, StepStream<T> stream, T[] x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ticks = new long[Segment];
        stream.Run(x, ticks, network.CreateState(1));
        var expected = stream.Y.ToArray();
        var state = network.CreateState(1);
        var spoilt = (T[])x.Clone();
        spoilt[0] = T.NaN;
        stream.Run(spoilt, ticks, state);
        var isSpoilt = Array.Exists(stream.Y, T.IsNaN);
        state.Reset();
        stream.Run(x, ticks, state);
        return isSpoilt && stream.Y.AsSpan().SequenceEqual(expected);
    }

    private static T[] Noise<T>(IStreaming<T> network, int steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomStream(1);
        var x = new T[steps * network.Signature.Inputs[0].Features];
        for (var i = 0; i < x.Length; i++)
            x[i] = T.CreateTruncating((2 * random.NextDouble()) - 1);
        return x;
    }

    private static TimeSpan Time(long ticks) => TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);

    /// <summary>Single steps over a segment, each timed.</summary>
    private sealed class StepStream<T>(IStreaming<T> network, int steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly int _inputs = network.Signature.Inputs[0].Features;
        private readonly int _outputs = network.Signature.Outputs[0].Features;

        public T[] Y { get; } = new T[steps * network.Signature.Outputs[0].Features];

        /// <summary>Runs; gives the bytes allocated.</summary>
        public long Run(T[] x, Span<long> ticks, CellState<T> state)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var step = 0; step < ticks.Length; step++)
            {
                var start = Stopwatch.GetTimestamp();
                network.Step(x.AsSpan(step * _inputs, _inputs), Y.AsSpan(step * _outputs, _outputs), state);
                ticks[step] = Stopwatch.GetTimestamp() - start;
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>The same segment in blocks of one size, on a state of its own.</summary>
    private sealed class BlockStream<T>(IStreaming<T> network, int size, int steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly CellState<T> _state = network.CreateState(1);
        private readonly T[] _y = new T[steps * network.Signature.Outputs[0].Features];

        public int Size => size;

        public double LargestDifference { get; private set; }

        public void Compare(T[] x, T[] expected)
        {
            var (inputs, outputs) = (x.Length / steps, _y.Length / steps);
            for (var step = 0; step < steps; step += size)
            {
                var block = Math.Min(size, steps - step);
                network.Steps(x.AsSpan(step * inputs, block * inputs), _y.AsSpan(step * outputs, block * outputs), _state);
            }

            for (var i = 0; i < _y.Length; i++)
            {
                var difference = double.CreateTruncating(T.Abs(_y[i] - expected[i]));
                // a NaN on either side is no agreement
                if (!(difference <= LargestDifference))
                    LargestDifference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
            }
        }
    }
}
