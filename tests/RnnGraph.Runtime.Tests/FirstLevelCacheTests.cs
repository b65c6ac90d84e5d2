using System.Globalization;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Tests;

public sealed class FirstLevelCacheTests
{
    private const string Told = "/sys/devices/system/cpu/cpu0/cache/index0/size";

    [Fact]
    public void Its_size_is_what_the_system_says_where_that_says_one()
    {
        Assert.InRange(FirstLevelCache.Bytes, 32 * 1024, 128 * 1024);
        if (System.Runtime.Intrinsics.X86.X86Base.IsSupported && File.Exists(Told))
            Assert.Equal(int.Parse(File.ReadAllText(Told).TrimEnd('K', '\n'), CultureInfo.InvariantCulture) * 1024, FirstLevelCache.Bytes);
    }
}
