using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Compiler;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Reading;

/// <summary>Describes the class to complete in strings and numbers.</summary>
internal static class TargetOf
{
    public static CellTarget Class(INamedTypeSymbol type, bool isDouble, IReadOnlyList<KeyValuePair<string, int>> bindings)
    {
        var containers = new List<string>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, $"partial {ClassCheck.Keyword(container)} {Escaped(container.Name)}");
        }

        return new CellTarget(
            Escaped(type.Name),
            type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            containers,
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            isDouble,
            bindings);
    }

    /// <summary>
    /// The full metadata name, so that two classes of one name never share a file. A file's name can't hold every character that an identifier can; those
    /// it can't are written by their number.
    /// </summary>
    public static string HintName(INamedTypeSymbol type)
    {
        var name = new StringBuilder();
        foreach (var character in TypeMap.MetadataName(type))
        {
            if (char.IsLetterOrDigit(character) || character is '.' or '+' or '_')
            {
                name.Append(character);
            }
            else
            {
                name.Append('(').Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)).Append(')');
            }
        }

        return name.ToString();
    }

    private static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
