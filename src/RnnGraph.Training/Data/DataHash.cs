using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RnnGraph.Training;

/// <summary>By what a resumed run knows its data again.</summary>
internal static class DataHash
{
    /// <summary><c>SHA-256 …</c> over some arrays as they lie in memory, each behind its length.</summary>
    public static string Of<TFirst, TSecond>(ReadOnlySpan<TFirst> first, ReadOnlySpan<TSecond> second = default)
        where TFirst : unmanaged
        where TSecond : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(first.Length));
        hash.AppendData(MemoryMarshal.AsBytes(first));
        hash.AppendData(BitConverter.GetBytes(second.Length));
        hash.AppendData(MemoryMarshal.AsBytes(second));
        return "SHA-256 " + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary><c>SHA-256 …</c> over some lists of tokens, each behind its length.</summary>
    public static string Of(IEnumerable<ReadOnlyMemory<int>> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(MemoryMarshal.AsBytes(part.Span));
        }

        return "SHA-256 " + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
