using System.Runtime.Intrinsics.X86;

namespace RnnGraph.Runtime.Kernels;

/// <summary>The first-level data cache of the processor that this runs on: what is to stay there while something else goes by must leave room for that.</summary>
internal static class FirstLevelCache
{
    private const int Usual = 32 * 1024;
    private const int Largest = 128 * 1024;
    private const int Amd = 0x68747541;   // "Auth"enticAMD
    private const int Hygon = 0x6F677948; // "Hygo"nGenuine

    /// <summary>Its size; what most processors have where this one doesn't tell.</summary>
    public static int Bytes { get; } = X86Base.IsSupported ? Decode(X86Base.CpuId) : Usual;

    /// <summary>The size that a processor tells.</summary>
    /// <param name="read">The CPUID instruction: of a leaf and a part of it the four registers.</param>
    public static int Decode(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> read)
    {
        var (highest, vendor, _, _) = read(0, 0);
        var told = vendor is Amd or Hygon ? OfAmd(read) : highest >= 4 ? OfIntel(read(4, 0)) : 0;
        return told is >= Usual and <= Largest ? (int)told : Usual;
    }

    // Leaf 80000005: kibibytes in the upper byte of ecx (AMD64 Architecture Programmer's Manual, volume 3, appendix E).
    private static long OfAmd(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> read) =>
        (uint)read(unchecked((int)0x80000000), 0).Eax >= 0x80000005 ? ((uint)read(unchecked((int)0x80000005), 0).Ecx >> 24) * 1024L : 0;

    // Leaf 4, part 0, if that is data (1) of level 1: (ways + 1)·(partitions + 1)·(line + 1)·(sets + 1) (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, CPUID).
    private static long OfIntel((int Eax, int Ebx, int Ecx, int Edx) leaf) => (leaf.Eax & 0xFF) != 0x21 ? 0
        : (((uint)leaf.Ebx >> 22) + 1L) * ((((uint)leaf.Ebx >> 12) & 0x3FF) + 1) * (((uint)leaf.Ebx & 0xFFF) + 1) * ((uint)leaf.Ecx + 1L);
}
