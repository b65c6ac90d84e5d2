using System.IO.MemoryMappedFiles;

namespace RnnGraph.Files;

/// <summary>A file as memory: its bytes are the operating system's pages of it, read when they are touched and never copied before.</summary>
internal sealed unsafe class FileMapping : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;

    /// <summary>Maps a file from its beginning.</summary>
    /// <param name="stream">The file, which stays open and its caller's.</param>
    /// <param name="length">How many bytes, 1 or more and no more than the file has.</param>
    public FileMapping(FileStream stream, long length)
    {
        Length = length;
        file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>Values as they lie in the file.</summary>
    /// <param name="at">The first byte.</param>
    /// <param name="count">How many values.</param>
    /// <exception cref="ArgumentOutOfRangeException">They aren't within the file.</exception>
    public ReadOnlySpan<T> Values<T>(long at, int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at + ((long)count * sizeof(T)), Length, nameof(count));
        return new(start + at, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
