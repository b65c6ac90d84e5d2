using System.Globalization;

namespace RnnGraph.Sizes;

/// <summary>Reads the canonical text of a size: sums of products and quotients of numbers, names and parentheses.</summary>
internal sealed class SizeParser
{
    private readonly string _text;
    private int _at;

    private SizeParser(string text) => _text = text;

    public static Size Parse(string text)
    {
        var parser = new SizeParser(text);
        var size = parser.Sum();
        return parser._at == text.Length ? size : throw parser.Unexpected();
    }

    private Size Sum()
    {
        var sum = Product();
        while (Take('+'))
        {
            sum += Product();
        }

        return sum;
    }

    private Size Product()
    {
        var product = Factor();
        while (true)
        {
            if (Take('*'))
            {
                product *= Factor();
            }
            else if (Take('/'))
            {
                product /= Factor();
            }
            else
            {
                return product;
            }
        }
    }

    private Size Factor()
    {
        if (Take('('))
        {
            var inner = Sum();
            return Take(')') ? inner : throw Unexpected();
        }

        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        var word = _text.Substring(start, _at - start);
        SkipSpaces();
        if (word.Length == 0)
        {
            throw Unexpected();
        }

        return !char.IsDigit(word[0])
            ? Size.Symbol(word)
            : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unexpected();
    }

    private bool Take(char expected)
    {
        SkipSpaces();
        if (_at == _text.Length || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        SkipSpaces();
        return true;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private FormatException Unexpected()
        => new($"'{_text}' is not a size: unexpected {(_at < _text.Length ? "'" + _text[_at] + "'" : "end")} at {_at.ToString(CultureInfo.InvariantCulture)}.");
}
