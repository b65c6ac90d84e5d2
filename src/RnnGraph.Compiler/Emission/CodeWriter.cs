using System.Text;

namespace RnnGraph.Compiler.Emission;

/// <summary>The one writer of emitted text: four blanks a level, LF, no trailing blanks.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes one line at the present level; an empty one stays empty.</summary>
    public CodeWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _level).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>Opens a brace.</summary>
    public CodeWriter Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        _level++;
        return this;
    }

    /// <summary>Closes a brace; <paramref name="tail"/> follows it.</summary>
    public CodeWriter Close(string tail = "")
    {
        _level--;
        return Line("}" + tail);
    }

    /// <summary>Opens a bracketed list of table rows.</summary>
    public CodeWriter OpenList(string head)
    {
        Line(head);
        Line("[");
        _level++;
        return this;
    }

    /// <summary>Closes a bracketed list.</summary>
    public CodeWriter CloseList()
    {
        _level--;
        return Line("],");
    }

    /// <summary>Writes text as it stands, without indentation: the lines of a raw literal.</summary>
    public CodeWriter Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
