using System.Globalization;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Tests;

public sealed class FirstLevelCacheTests
{
    private const string Told = "/sys/devices/system/cpu";
    private const int Amd = 0x68747541;
    private const int Intel = 0x756E6547;

    // Registers as the manuals lay them out: 48 KiB in 12 ways, 32 KiB in 8, of 64 sets of 64 bytes; of Intel the type and the level too.
    [Theory]
    [InlineData(Amd, 0x30 << 24 | 0x0C0140, 0, 0, 0, 48)]
    [InlineData(Amd, 0x20 << 24 | 0x080140, 0, 0, 0, 32)]
    [InlineData(Amd, 0, 0x121, 11 << 22 | 63, 63, 32)]
    [InlineData(Intel, 0, 0x121, 11 << 22 | 63, 63, 48)]
    [InlineData(Intel, 0, 0x121, 7 << 22 | 63, 63, 32)]
    [InlineData(Intel, 0x40 << 24 | 0x020140, 0x121, 11 << 22 | 63, 63, 48)]
    [InlineData(Intel, 0, 0x122, 11 << 22 | 63, 63, 32)]
    [InlineData(Intel, 0, 0, 0, 0, 32)]
    [InlineData(0, 0, -1, -1, -1, 32)]
    public void A_size_is_read_as_its_maker_tells_it(int vendor, int amd, int eax, int ebx, int ecx, int kibibytes)
    {
        (int, int, int, int) Read(int leaf, int part) => (leaf, part) switch
        {
            (0, _) => (16, vendor, 0, 0),
            (4, 0) => (eax, ebx, ecx, 0),
            (unchecked((int)0x80000000), _) => (unchecked((int)0x80000008), 0, 0, 0),
            (unchecked((int)0x80000005), _) => (0, 0, amd, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(leaf)),
        };
        Assert.Equal(kibibytes * 1024, FirstLevelCache.Decode(Read));
    }

    // Cores of one processor may differ, and a test doesn't know on which of them the size was read.
    [Fact]
    public void Its_size_is_that_of_some_core()
    {
        Assert.InRange(FirstLevelCache.Bytes, 32 * 1024, 128 * 1024);
        if (!System.Runtime.Intrinsics.X86.X86Base.IsSupported || !Directory.Exists(Told))
            return;
        var sizes = from core in Directory.EnumerateDirectories(Told, "cpu*")
                    let cache = Path.Combine(core, "cache", "index0")
                    where File.Exists(Path.Combine(cache, "size")) && File.ReadAllText(Path.Combine(cache, "type")).Trim() == "Data"
                    select int.Parse(File.ReadAllText(Path.Combine(cache, "size")).TrimEnd('K', '\n'), CultureInfo.InvariantCulture) * 1024;
        var told = sizes.ToHashSet();
        if (told.Count > 0)
            Assert.Contains(FirstLevelCache.Bytes, told);
    }
}
