using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <summary>
/// Each pack once more, transposed into column panels, for products with its transpose:
/// <c>[block of up to 4 panels of inputs][output, gate by gate within a panel][panel of the block][lane]</c>. Made from one parameter version and again when that is stale.
/// </summary>
internal sealed unsafe class BackwardCopies<T>(ParameterSet<T> parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lock _making = new();
    private readonly AlignedArray<T>?[] _copies = new AlignedArray<T>?[parameters.Layout.Packs.Count];
    private long _version;

    /// <summary>Panels of inputs side by side in a block.</summary>
    public const int BlockPanels = 4;

    /// <summary>The copy of a pack; <see cref="Refresh"/> must have been called for this parameter version.</summary>
    public T* Pointer(int pack) => _copies[pack]!.Pointer;

    /// <summary>Brings the copies up to date. Runs of several threads may call this at once.</summary>
    public void Refresh()
    {
        if (Volatile.Read(ref _version) == parameters.Version)
            return;
        lock (_making)
        {
            var version = parameters.Version;
            if (_version == version)
                return;
            for (var i = 0; i < _copies.Length; i++)
                Copy(i);
            Volatile.Write(ref _version, version);
        }
    }

    private void Copy(int index)
    {
        var pack = parameters.Layout.Packs[index];
        var outputPanels = Panel<T>.Count(pack.Outputs);
        var inputPanels = Panel<T>.Count(pack.Inputs);
        var perInput = pack.Gates * Panel<T>.Lanes;

        // Columns past the last input are never written and stay 0.
        var copy = _copies[index] ??= new AlignedArray<T>((long)outputPanels * perInput * inputPanels * Panel<T>.Lanes);
        var source = parameters.Pointer + parameters.Layout.PackOffsets[index];
        var blockLength = (nint)outputPanels * perInput * Panel<T>.Lanes;
        for (var first = 0; first < inputPanels; first += BlockPanels)
        {
            var width = Math.Min(BlockPanels, inputPanels - first) * Panel<T>.Lanes;
            var columns = Math.Min(width, pack.Inputs - (first * Panel<T>.Lanes));
            for (var panel = 0; panel < outputPanels; panel++)
            {
                var from = source + ((((nint)panel * pack.Inputs) + (first * Panel<T>.Lanes)) * perInput);
                var to = copy.Pointer + (first * blockLength) + ((nint)panel * perInput * width);
                Transpose(from, to, columns, perInput, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(T* from, T* to, int columns, int perInput, int width)
    {
        nint second = perInput, third = 2 * second, fourth = 3 * second;
        for (var row = 0; row < perInput; row++)
        {
            var (source, target) = ((nint)row, (nint)row * width);
            var left = columns;
            for (; left >= 4; left -= 4, source += 4 * second, target += 4)
            {
                to[target] = from[source];
                to[target + 1] = from[source + second];
                to[target + 2] = from[source + third];
                to[target + 3] = from[source + fourth];
            }

            for (; left > 0; left--, source += second, target++)
                to[target] = from[source];
        }
    }
}
