namespace RnnGraph.Training.Tests.Text;

public sealed class TextFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_text_is_read_as_it_is_but_for_the_byte_order_mark()
    {
        File.WriteAllBytes(folder.File("a"), [0xEF, 0xBB, 0xBF, (byte)'a', 0xC3, 0xBC, (byte)'\r', (byte)'\n']);
        Assert.Equal("aü\r\n", TextFile.Read(folder.File("a")));
    }

    [Fact]
    public void A_missing_file_a_folder_an_empty_file_and_other_bytes_are_refused()
    {
        var path = folder.File("a");
        Assert.Equal($"{path}: expected a text file, there is no such file", Assert.Throws<FileNotFoundException>(() => TextFile.Read(path)).Message);
        Assert.Equal($"{folder.Root}: expected a text file, given a folder", Assert.Throws<InvalidDataException>(() => TextFile.Read(folder.Root)).Message);
        File.WriteAllText(path, "");
        Assert.Equal($"{path}: expected a text, the file is empty", Assert.Throws<InvalidDataException>(() => TextFile.Read(path)).Message);
        File.WriteAllBytes(path, [(byte)'a', 0xFF]);
        Assert.Equal($"{path}: expected UTF-8 text, byte 1 is not", Assert.Throws<InvalidDataException>(() => TextFile.Read(path)).Message);
    }
}
