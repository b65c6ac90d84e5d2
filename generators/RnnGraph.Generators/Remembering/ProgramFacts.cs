using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Remembering;

/// <summary>What the files of one compilation declare together.</summary>
internal sealed class ProgramFacts
{
    private static readonly ConditionalWeakTable<Compilation, ProgramFacts> Known = new();

    private readonly Dictionary<long, SyntaxTree> _trees;
    private readonly Lazy<string> _declarations;

    private ProgramFacts(Compilation compilation)
    {
        var files = compilation.SyntaxTrees.Select(FileFacts.Of).ToList();
        _trees = compilation.SyntaxTrees.ToDictionary(t => FileFacts.Of(t).Tree);
        _declarations = new Lazy<string>(() => Remembering.Declarations.Hash(Describe(compilation, files)));

        var aliases = new HashSet<string>(files.SelectMany(f => f.GlobalAliases), StringComparer.Ordinal);
        Marked = files.SelectMany(f => f.Types.Where(t => t.IsMarked || t.Attributes.Any(aliases.Contains)).Select(t => (f, t.Start))).ToList();
    }

    /// <summary>
    /// A hash of all that decides which declaration a name in this program means, and what that declaration says: references, options and, file by file, the declarations.
    /// </summary>
    public string Declarations => _declarations.Value;

    /// <summary>The type declarations that may be cells or networks, in the order of files and places.</summary>
    public IReadOnlyList<(FileFacts File, int Start)> Marked { get; }

    public static ProgramFacts Of(Compilation compilation) => Known.GetValue(compilation, c => new ProgramFacts(c));

    /// <summary>Whether the program has the very tree with this number.</summary>
    public bool Has(long tree) => _trees.ContainsKey(tree);

    /// <summary>The tree with a number that the program has.</summary>
    public SyntaxTree Tree(long number) => _trees[number];

    private static string Describe(Compilation compilation, IEnumerable<FileFacts> files)
    {
        var text = new StringBuilder().Append(compilation.AssemblyName).Append('\n');
        Append(text, Identity.Of(compilation.Options));
        foreach (var reference in compilation.References)
        {
            // A project of the same solution is wrapped anew each time that it is referenced; the compilation in it tells whether it has changed.
            Append(text, Identity.Of(reference is CompilationReference project ? project.Compilation : reference));
            text.Append(reference.Properties.EmbedInteropTypes).Append(' ').Append(string.Join(" ", reference.Properties.Aliases)).Append('\n');
        }

        foreach (var file in files)
        {
            text.Append(file.Declarations).Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, long number) => text.Append(number.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
