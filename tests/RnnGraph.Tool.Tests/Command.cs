using RnnGraph.Cells;
using RnnGraph.Text;

namespace RnnGraph.Tool.Tests;

/// <summary>Runs the command in this process.</summary>
internal static class Command
{
    /// <summary>The assembly of the shipped cells.</summary>
    public static string Cells => typeof(Lstm).Assembly.Location;

    /// <summary>Runs it.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = RnnGraphCommand.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs it, and asserts that it is content.</summary>
    public static string Succeed(params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.Equal("", error);
        Assert.True(code == 0, output);
        return output;
    }

    /// <summary>Runs it, and asserts that it was asked wrongly: one line, which holds <paramref name="message"/>.</summary>
    public static void Refuse(string message, params string[] arguments)
    {
        var (code, _, error) = Run(arguments);
        Assert.Equal(2, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    /// <summary>A definition of the catalogue as a text.</summary>
    public static string Text(string id, string name = "Cell")
    {
        var cell = new CellBuilder();
        Catalogue.Find(id).Define(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
        return GraphText.Print(cell.Build(name));
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rnngraph-tool-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
