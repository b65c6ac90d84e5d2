using System.Globalization;
using System.Numerics;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>Says whether the runtime's switches do what scripts/vector-widths.sh means: a switch under another name would test the same width again and again.</summary>
public sealed class VectorWidthTests
{
    [Fact]
    public void The_vectors_are_as_wide_as_the_script_says()
    {
        if (Environment.GetEnvironmentVariable("RNNGRAPH_EXPECTED_LANES") is { Length: > 0 } lanes)
            Assert.Equal(int.Parse(lanes, CultureInfo.InvariantCulture), Vector<float>.Count);
        if (Environment.GetEnvironmentVariable("RNNGRAPH_EXPECTED_AVX512") is { Length: > 0 } hasAvx512)
            Assert.Equal(bool.Parse(hasAvx512), System.Runtime.Intrinsics.X86.Avx512F.IsSupported);
        if (Environment.GetEnvironmentVariable("RNNGRAPH_EXPECTED_WIDE") is { Length: > 0 } isWide)
            Assert.Equal(bool.Parse(isWide), System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated);
    }
}
