using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RnnGraph.Training;

/// <summary>By what a resumed run knows its data again.</summary>
internal static class DataHash
{
    /// <summary><c>SHA-256 …</c> over some arrays as they lie in memory, each behind its length.</summary>
    public static string Of<TFirst, TSecond, TThird>(ReadOnlySpan<TFirst> first, ReadOnlySpan<TSecond> second = default, ReadOnlySpan<TThird> third = default)
        where TFirst : unmanaged
        where TSecond : unmanaged
        where TThird : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, first);
        Append(hash, second);
        Append(hash, third);
        return "SHA-256 " + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary><c>SHA-256 …</c> over some lists of tokens, each behind its length.</summary>
    public static string Of(IEnumerable<ReadOnlyMemory<int>> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
            Append(hash, part.Span);
        return "SHA-256 " + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append<T>(IncrementalHash hash, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        hash.AppendData(BitConverter.GetBytes(values.Length));
        hash.AppendData(MemoryMarshal.AsBytes(values));
    }
}
