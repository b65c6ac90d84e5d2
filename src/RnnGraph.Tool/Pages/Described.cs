using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Pages;

/// <summary>A definition with what its author wrote: the class's summary and the source of <c>Define</c>.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Id">The id that the summary states (<c>id &lt;c&gt;gru-torch&lt;/c&gt;</c>), or the class's name in lower case.</param>
/// <param name="Summary">Summary and remarks of the class as Markdown.</param>
/// <param name="Source">The source of <c>Define</c>.</param>
internal sealed partial record Described(Definition Definition, string Id, string Summary, string Source)
{
    /// <summary>Reads a definition; null for a class that only binds another's.</summary>
    public static Described? Read(Definition definition, string sources)
    {
        if (definition.Type?.GetMethod("Define", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is null)
            return null;
        var source = FileOf(definition.Target.ClassName, sources);
        if (source is null)
            return null;
        var summary = SummaryOf(definition.Type);
        var id = StatedId().Match(summary) is { Success: true } stated ? stated.Groups["id"].Value : Words().Replace(definition.Target.ClassName, "-$0").TrimStart('-').ToLowerInvariant();
        return new Described(definition, id, summary, Define(source));
    }

    private static string? FileOf(string className, string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllText)
        .Select(text => (text, at: Regex.Match(text, $@"partial class {Regex.Escape(className)}\b", RegexOptions.None, TimeSpan.FromSeconds(10))))
        .Where(found => found.at.Success && found.text.IndexOf(" Define(", found.at.Index, StringComparison.Ordinal) >= 0)
        .Select(found => found.text[found.at.Index..].ReplaceLineEndings("\n"))
        .FirstOrDefault();

    /// <summary>From the line that declares Define to the brace, or the semicolon, that ends it; not indented.</summary>
    private static string Define(string source)
    {
        var lines = source.Split('\n').SkipWhile(line => !line.Contains(" Define(", StringComparison.Ordinal)).ToList();
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        var end = lines.FindIndex(1, line => line.TrimEnd() == new string(' ', indent) + "}" || (line.EndsWith(';') && line.Length - line.TrimStart().Length > indent && lines[0].Contains("=>", StringComparison.Ordinal)));
        if (lines[0].EndsWith(';'))
            end = 0;
        return string.Join('\n', lines.Take((end < 0 ? lines.Count - 1 : end) + 1).Select(line => line.Length >= indent ? line[indent..] : line.TrimStart()));
    }

    private static string SummaryOf(Type type)
    {
        var file = Path.ChangeExtension(type.Assembly.Location, ".xml");
        if (!File.Exists(file))
            return "";
        var member = XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member")
            .FirstOrDefault(member => member.Attribute("name")?.Value == "T:" + type.FullName?.Replace('+', '.'));
        var parts = new[] { "summary", "remarks" }.Select(name => member?.Element(name)).OfType<XElement>();
        return string.Join("\n\n", parts.SelectMany(Paragraphs));
    }

    private static IEnumerable<string> Paragraphs(XElement part) => string.Concat(part.Nodes().Select(Markdown))
        .Split("\n\n")
        .Select(paragraph => Blanks().Replace(paragraph, " ").Trim())
        .Where(paragraph => paragraph.Length > 0);

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))?.Value.Split('.', ':')[^1]}`",
        XElement { Name.LocalName: "para" or "list" or "item" } block => "\n\n" + string.Concat(block.Nodes().Select(Markdown)) + "\n\n",
        XElement element => string.Concat(element.Nodes().Select(Markdown)),
        _ => "",
    };

    [GeneratedRegex(@"id `(?<id>[\w-]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatedId();

    [GeneratedRegex("[A-Z][a-z0-9]+|[A-Z]+(?![a-z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
