namespace RnnGraph.Onnx;

/// <summary>An ONNX file that can't be used: malformed, truncated, not supported, or given what it doesn't take.</summary>
public sealed class OnnxException : IOException
{
    /// <summary>An error about the file at <paramref name="path"/>.</summary>
    /// <param name="path">The file; the message names it.</param>
    /// <param name="problem">What is wrong: what was expected and what was found.</param>
    /// <param name="inner">The error below, if any.</param>
    public OnnxException(string path, string problem, Exception? inner = null)
        : base($"{path}: {problem}", inner)
    {
        Path = path;
        Problem = problem;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The message without the file's name.</summary>
    public string Problem { get; }
}
