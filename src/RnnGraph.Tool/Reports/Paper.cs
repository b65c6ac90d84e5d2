using Spectre.Console;

namespace RnnGraph.Tool.Reports;

/// <summary>Where results are written: plain lines, or tables that fit the terminal.</summary>
internal sealed class Paper
{
    /// <summary>Wide enough that no table breaks its cells in a file.</summary>
    private const int WidthOfFiles = 200;

    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;

    public Paper(TextWriter output)
    {
        _output = output;
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected || output != Console.Out)
            _console.Profile.Width = WidthOfFiles;
    }

    public void Line(string text = "") => _output.WriteLine(text);

    /// <summary>Text as it is.</summary>
    public void Text(string text) => _output.Write(text);

    /// <summary>A table; numbers stand right.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column.TrimStart('>'))) { NoWrap = true, Alignment = column.StartsWith('>') ? Justify.Right : Justify.Left });
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        _console.Write(table);
    }
}
