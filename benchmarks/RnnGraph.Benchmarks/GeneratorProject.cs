using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RnnGraph.Benchmarks;

/// <summary>Projects for the generator to read: one of many cells, each in a file of its own, that share helpers in another; and the catalogue.</summary>
internal static class GeneratorProject
{
    public const string Helpers = "Gates.cs";

    /// <summary>A file that no definition has to do with.</summary>
    public const string Elsewhere = "Elsewhere.cs";

    private const string CatalogueFolder = "Catalogue/";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using RnnGraph;
        global using static RnnGraph.Op;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System", StringComparison.Ordinal) || name is "RnnGraph.dll" or "RnnGraph.Language.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Cells of four kinds in turn, no two alike; those of the last two kinds call the helpers.</summary>
    public static CSharpCompilation OfMany(int cells) => Of(
    [
        (Helpers, HelperText), (Elsewhere, ElsewhereText), .. Enumerable.Range(0, cells).Select(number => (NameOf(number), Cell(number))),
    ]);

    /// <summary>The catalogue's cells, as they ship.</summary>
    public static CSharpCompilation OfCatalogue() => Of(
        typeof(GeneratorProject).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(CatalogueFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Resource(name))));

    public static string NameOf(int cell) => string.Create(CultureInfo.InvariantCulture, $"Cell{cell}.cs");

    /// <summary>The project after an edit of one file, parsed again as far as it changed, as an editor does it.</summary>
    public static CSharpCompilation Edit(this CSharpCompilation project, string file, string before, string after)
    {
        var tree = project.SyntaxTrees.Single(tree => tree.FilePath == file);
        var text = tree.GetText();
        var at = text.ToString().IndexOf(before, StringComparison.Ordinal);
        if (at < 0)
            throw new ArgumentException($"{file} has no '{before}'.", nameof(before));
        return project.ReplaceSyntaxTree(tree, tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(at, before.Length), after))));
    }

    private static CSharpCompilation Of(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Project",
        files.Append(("Usings.cs", Usings)).Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Item2), Parsing, file.Item1)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(GeneratorProject).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private const string HelperText = """
        namespace Many.Shared;

        internal static class Gates
        {
            public static Node Gate(CellBuilder cell, string name, Size hidden, Node x, Node h, Node c)
            {
                return Sigmoid(cell.Affine(name, hidden, x, h) + cell.Diagonal(name, c) * 1.0f);
            }

            public static Node Blend(Node gate, Node left, Node right) => gate * left + (1f - gate) * right;
        }
        """;

    private const string ElsewhereText = """
        namespace Many;

        // The rest of the program.
        internal static class Elsewhere
        {
            public static int Count(IReadOnlyList<string> words)
            {
                var sum = 0;
                foreach (var word in words)
                    sum += word.Length;
                return sum;
            }
        }
        """;

    private static string Cell(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using Many.Shared;

        namespace Many.Models;

        /// <summary>Cell {{number}}.</summary>
        [RecurrentCell]
        public partial class Cell{{number}}
        {
            public static void Define(CellBuilder cell, Size input, Size hidden)
            {
                var x = cell.Input("x", input);
                var h = cell.State("h", hidden);
        {{(number % 4) switch { 0 => Lstm, 1 => Gru, 2 => Peephole, _ => Update }}}
                cell.Output("y", h.Next * {{number + 1}}f);
            }
        }
        """);

    private const string Lstm = """
                var c = cell.State("c", hidden);
                var i = Sigmoid(cell.Affine("i", hidden, x, h));
                var f = Sigmoid(cell.Affine("f", hidden, x, h));
                var g = Tanh(cell.Affine("g", hidden, x, h));
                var o = Sigmoid(cell.Affine("o", hidden, x, h));
                cell.Next(c, f * c + i * g);
                cell.Next(h, o * Tanh(c.Next));
        """;

    private const string Gru = """
                var r = Sigmoid(cell.Affine("r", hidden, x, h));
                var z = Sigmoid(cell.Affine("z", hidden, x, h));
                var n = Tanh(cell.Dense("n", hidden, x) + r * cell.Dense("n", hidden, "U", h));
                cell.Next(h, (1f - z) * n + z * h);
        """;

    private const string Peephole = """
                var c = cell.State("c", hidden);
                var i = Gates.Gate(cell, "i", hidden, x, h, c);
                var f = Gates.Gate(cell, "f", hidden, x, h, c);
                cell.Next(c, f * c + i * Tanh(cell.Affine("g", hidden, x, h)));
                cell.Next(h, Gates.Gate(cell, "o", hidden, x, h, c.Next) * Tanh(c.Next));
        """;

    private const string Update = """
                var gates = new List<Node>();
                for (var k = 0; k < 2; k++)
                    gates.Add(Sigmoid(cell.Affine($"g{k}", hidden, x, h)));
                cell.Next(h, Gates.Blend(gates[0], gates[1] * h, Tanh(cell.Dense("n", hidden, x))));
        """;
}
