using System.CommandLine;
using System.Globalization;
using RnnGraph.Graphs;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary>Arguments and options that several commands take.</summary>
internal static class Arguments
{
    public static Argument<string> Source(string name = "SOURCE") => new(name) { Description = $"Where the definition is: {DefinitionSource.Kinds}." };

    public static Option<string?> Cell() => new("--cell") { Description = "The class, with or without its namespace, when the source holds several.", HelpName = "NAME" };

    public static Option<string?> Output(string description) => new("--output", "-o") { Description = description, HelpName = "PATH" };

    /// <summary>Sizes as <c>input=64,hidden=128</c>.</summary>
    public static Option<string?> Sizes(string otherwise) => new("--sizes") { Description = $"Sizes by name, input=64,hidden=128. Default: {otherwise}.", HelpName = "SIZES" };

    public static Option<int> Number(string name, int value, int least, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var token = result.Tokens[0].Value;
            if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var given) || given < least)
                result.AddError($"{name}: expected a whole number {least} or more, given {token}");
            return given;
        },
    };

    /// <summary>The sizes that an option gives; null when it isn't there.</summary>
    public static Dictionary<string, int>? Sizes(string? text, Graph graph)
    {
        if (text is null)
            return null;
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            var sides = part.Split('=');
            if (sides.Length != 2 || !int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw new ToolException($"--sizes: expected name=number, as in {string.Join(",", graph.Sizes.Select((size, index) => $"{size}={64 * (index + 1)}"))}; given {part}");
            sizes[sides[0].Trim()] = value;
        }

        // Unknown names, numbers below 1 and sizes that don't fit are said as in a build.
        graph.Bind(sizes);
        var missing = graph.Sizes.Where(size => !sizes.ContainsKey(size)).ToList();
        return missing.Count == 0 ? sizes : throw new ToolException($"--sizes: expected all of {string.Join(", ", graph.Sizes)}; {string.Join(", ", missing)} missing");
    }
}
