using System.Text;

namespace RnnGraph.Training;

/// <summary>Text as it stands in HTML and SVG.</summary>
internal static class Markup
{
    /// <summary>A text as the content of an element or of an attribute in double quotes. What no such document may hold, control characters and half surrogate pairs, is shown by a sign in its place.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text.EnumerateRunes()) // half pairs come as U+FFFD
        {
            switch (character.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\n' or '\t': escaped.Append(character); break;
                case < 0x20: escaped.Append((char)(0x2400 + character.Value)); break; // ␀ … ␟
                case 0x7F: escaped.Append('\u2421'); break; // ␡
                case (>= 0x80 and < 0xA0) or 0xFFFE or 0xFFFF: escaped.Append(Rune.ReplacementChar); break;
                default: escaped.Append(character); break;
            }
        }

        return escaped.ToString();
    }
}
