using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Moves the features of one row, from one plain array to another. Where both have as many features they may be the same array.</summary>
internal static unsafe class RowRearrangement
{
    /// <summary>Runs any kind that has one source.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="from">The source.</param>
    /// <param name="fromSize">Its features.</param>
    /// <param name="to">The target; nothing past its features is written.</param>
    /// <param name="toSize">Its features.</param>
    /// <param name="offset">Of a slice, the first feature read; of a pad, the first one written.</param>
    public static void Run<T>(RearrangementKind kind, T* from, int fromSize, T* to, int toSize, int offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case RearrangementKind.Slice:
                Copy(from + offset, to, toSize);
                break;
            case RearrangementKind.Pad:
                Copy(from, to + offset, fromSize);
                new Span<T>(to, offset).Clear();
                new Span<T>(to + offset + fromSize, toSize - offset - fromSize).Clear();
                break;
            case RearrangementKind.RepeatEach:
                RepeatEach(from, fromSize, to, toSize / fromSize);
                break;
            case RearrangementKind.Tile:
                for (var piece = to; piece < to + toSize; piece += fromSize)
                    Copy(from, piece, fromSize);
                break;
            case RearrangementKind.SumEach:
                SumEach(from, to, toSize, fromSize / toSize);
                break;
            default:
                SumTiles(from, fromSize, to, toSize);
                break;
        }
    }

    private static void Copy<T>(T* from, T* to, int count)
        where T : unmanaged => new ReadOnlySpan<T>(from, count).CopyTo(new Span<T>(to, count));

    private static void RepeatEach<T>(T* from, int count, T* to, int times)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++)
            new Span<T>(to + ((nint)i * times), times).Fill(from[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumEach<T>(T* from, T* to, int count, int group)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Vector<T>.Count;
        for (var i = 0; i < count; i++, from += group)
        {
            var done = 0;
            var sum = T.Zero;
            if (group >= lanes)
            {
                var all = Vector<T>.Zero;
                for (; done + lanes <= group; done += lanes)
                    all += Vector.Load(from + done);
                sum = Vector.Sum(all);
            }

            for (; done < group; done++)
                sum += from[done];
            to[i] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumTiles<T>(T* from, int fromSize, T* to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Vector<T>.Count;
        var done = 0;
        for (; done + lanes <= count; done += lanes)
        {
            var sum = Vector.Load(from + done);
            for (nint piece = count; piece < fromSize; piece += count)
                sum += Vector.Load(from + piece + done);
            sum.Store(to + done);
        }

        for (; done < count; done++)
        {
            var sum = from[done];
            for (nint piece = count; piece < fromSize; piece += count)
                sum += from[piece + done];
            to[done] = sum;
        }
    }
}
