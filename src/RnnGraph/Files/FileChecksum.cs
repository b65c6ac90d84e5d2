using System.Security.Cryptography;
using System.Text;

namespace RnnGraph.Files;

/// <summary>The checksum that our writer puts first into a header: SHA-256 over the whole file, its own 64 digits taken as zeros. Safetensors has none of its
/// own, so that a flipped bit in the data would load silently; files without one (other writers') are read as they are.</summary>
internal static class FileChecksum
{
    public const string Key = "sha256";

    /// <summary>The digits before the sum is known.</summary>
    public const string Blank = "0000000000000000000000000000000000000000000000000000000000000000";

    private const int LengthBytes = 8;
    private static readonly byte[] Prefix = Encoding.ASCII.GetBytes($"{{\"{TensorHeader.MetadataKey}\":{{\"{Key}\":\"");

    /// <summary>Where the digits stand in a file that has a checksum.</summary>
    public static int Position => LengthBytes + Prefix.Length;

    /// <summary>Whether a header starts with a checksum.</summary>
    public static bool IsIn(ReadOnlySpan<byte> header) => header.StartsWith(Prefix) && header.Length >= Prefix.Length + Blank.Length;

    /// <summary>The checksum of the file, its digits in lower case.</summary>
    public static string Compute(Stream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Math.Max(1 << 16, Position + Blank.Length)];
        file.Position = 0;
        for (var first = true; ; first = false)
        {
            var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (read == 0)
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            if (first && read >= Position + Blank.Length)
                buffer.AsSpan(Position, Blank.Length).Fill((byte)'0');
            hash.AppendData(buffer, 0, read);
        }
    }
}
