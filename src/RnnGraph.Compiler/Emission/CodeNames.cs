namespace RnnGraph.Compiler.Emission;

/// <summary>C# identifiers for the names of a graph, unique in their scope and the same on every run.</summary>
internal sealed class CodeNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while", "value", "var", "field",
    };

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<object, string> _names = new();

    /// <summary>Makes a scope in which <paramref name="reserved"/> are taken.</summary>
    public CodeNames(params string[] reserved) => _taken.UnionWith(reserved);

    /// <summary>Takes an identifier that stands for something else.</summary>
    public void Reserve(string identifier) => _taken.Add(identifier);

    /// <summary>The identifier of <paramref name="key"/>, made of <paramref name="name"/> when it is first asked for.</summary>
    public string this[object key, string name, bool pascal = false]
    {
        get
        {
            if (!_names.TryGetValue(key, out var identifier))
            {
                var stem = Identifier(name, pascal);
                identifier = stem;
                for (var suffix = 2; !_taken.Add(identifier); suffix++)
                {
                    identifier = FormattableString.Invariant($"{stem}{suffix}");
                }

                _names[key] = identifier;
            }

            return identifier;
        }
    }

    /// <summary>A name of the graph as an identifier: <c>d.i.sum</c> becomes <c>dISum</c>, <c>c'</c> becomes <c>cNext</c>.</summary>
    public static string Identifier(string name, bool pascal)
    {
        var parts = name.Replace("'", ".next").Replace("⁻", ".previous").Split('.', ' ', '-', '/', '~', '_').Where(part => part.Length > 0);
        var text = string.Concat(parts.Select((part, index) =>
            (index == 0 && !pascal ? char.ToLowerInvariant(part[0]) : char.ToUpperInvariant(part[0])) + part.Substring(1)));
        text = new string(text.Where(c => char.IsLetterOrDigit(c) || c == '_').ToArray());
        if (text.Length == 0 || char.IsDigit(text[0]))
        {
            text = (pascal ? "V" : "v") + text;
        }

        return Keywords.Contains(text) ? "@" + text : text;
    }
}
