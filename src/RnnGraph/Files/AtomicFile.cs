namespace RnnGraph.Files;

/// <summary>Writes a file whole or not at all: beside its place first, then renamed onto it.</summary>
public static class AtomicFile
{
    /// <summary>Lets <paramref name="write"/> fill a new file and then puts it at <paramref name="path"/>, over what stands there. If anything fails, or
    /// the process dies, what stood there before is untouched.</summary>
    /// <param name="path">Where the file is to stand; its folder must exist.</param>
    /// <param name="write">Writes the content; the stream can also be read and searched.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);

        // in the same folder, because a rename is only atomic within one file system; always the same name, so that what a killed process left is used up
        var beside = path + ".tmp";
        var stream = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
