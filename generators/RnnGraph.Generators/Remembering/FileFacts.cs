using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGraph.Generators.Remembering;

/// <summary>
/// What one file says by itself, found once for each syntax tree and kept as long as the tree lives: an edit makes a new tree of the edited file and leaves the others. What was
/// read of the file's classes is remembered here too, the latest of each, so that what is remembered goes with the file.
/// </summary>
internal sealed class FileFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileFacts> Known = new();
    private static readonly HashSet<string> Names = new(DefinitionKind.All.Select(k => k.Attribute + nameof(Attribute)), StringComparer.Ordinal);

    private readonly Lazy<string> _declarations;

    private FileFacts(SyntaxTree tree)
    {
        Tree = Identity.Of(tree);
        _declarations = new Lazy<string>(() => Remembering.Declarations.HashOf(tree.GetRoot()));

        var nodes = tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).ToList();
        var aliases = nodes.OfType<UsingDirectiveSyntax>().Where(u => u.Alias is not null).ToLookup(u => u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword), u => u.Alias!.Name.Identifier.ValueText);
        GlobalAliases = aliases[true].ToList();
        Types = nodes.OfType<TypeDeclarationSyntax>().Where(t => t.AttributeLists.Count > 0).Select(t => Type(t, aliases[false])).ToList();
    }

    /// <summary>The number of the tree.</summary>
    public long Tree { get; }

    /// <summary><see cref="Remembering.Declarations.HashOf"/>.</summary>
    public string Declarations => _declarations.Value;

    /// <summary>The names that this file gives to types in all files.</summary>
    public IReadOnlyList<string> GlobalAliases { get; }

    public IReadOnlyList<AttributedType> Types { get; }

    /// <summary>What was last read of the classes, by the start of their declarations.</summary>
    public ConcurrentDictionary<int, RememberedReading> Readings { get; } = new();

    public static FileFacts Of(SyntaxTree tree) => Known.GetValue(tree, t => new FileFacts(t));

    private static AttributedType Type(TypeDeclarationSyntax type, IEnumerable<string> aliases)
    {
        // An attribute may be written without its suffix.
        var attributes = type.AttributeLists.SelectMany(l => l.Attributes).Select(a => NameOf(a.Name)).SelectMany(n => new[] { n, n + nameof(Attribute) }).ToList();
        return new AttributedType(type.SpanStart, attributes.Any(a => Names.Contains(a) || aliases.Contains(a)), attributes);
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
