namespace RnnGraph.Onnx.Tests;

/// <summary>A place for a file that is gone after the test.</summary>
internal sealed class TemporaryFile(string ending) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rnngraph-onnx-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "file" + ending);

    public void Dispose() => _folder.Delete(recursive: true);
}
