namespace RnnGraph.Ops;

/// <summary>Composes infix text, in C# and in mathematical notation, with the parentheses it needs and no others.</summary>
internal static class Infix
{
    /// <summary>A sum, a difference or a negated value.</summary>
    public const int Sum = 1;

    /// <summary>A product or quotient.</summary>
    public const int Product = 2;

    /// <summary>A name, a number or a call.</summary>
    public const int Atom = 3;

    /// <summary><paramref name="left"/> op <paramref name="right"/>. The right operand is parenthesised at equal level too: order of rounding is part of the meaning.</summary>
    public static string Compose(string left, string op, string right, int level) => Wrap(left, level) + " " + op + " " + Wrap(right, level + 1);

    /// <summary>Parenthesises <paramref name="text"/> when it binds less than <paramref name="level"/>.</summary>
    public static string Wrap(string text, int level) => LevelOf(text) < level ? "(" + text + ")" : text;

    private static int LevelOf(string text)
    {
        var level = text.StartsWith("-", StringComparison.Ordinal) || text.StartsWith("−", StringComparison.Ordinal) ? Sum : Atom;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' or '<' ? 1 : text[i] is ')' or ']' or '>' ? -1 : 0;
            if (depth == 0 && i > 0 && i + 1 < text.Length && text[i - 1] == ' ' && text[i + 1] == ' ')
            {
                level = Math.Min(level, text[i] is '+' or '-' or '−' ? Sum : text[i] is '*' or '/' or '∘' or '·' or '×' ? Product : Atom);
            }
        }

        return level;
    }
}
