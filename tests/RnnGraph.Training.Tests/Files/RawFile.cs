using System.Buffers.Binary;
using System.Text;

namespace RnnGraph.Training.Tests.Files;

/// <summary>Files written byte by byte, to be wrong in chosen ways.</summary>
internal static class RawFile
{
    /// <summary>Writes a header and that many zero bytes of data; <paramref name="claimed"/> is the header length that the file states.</summary>
    public static string Write(string path, string header, int data, ulong? claimed = null)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, claimed ?? (ulong)text.Length);
        text.CopyTo(bytes, 8);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
