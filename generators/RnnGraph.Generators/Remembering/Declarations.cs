using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGraph.Generators.Remembering;

/// <summary>
/// All of a file that code in another file can notice without running it: usings, types, signatures, attributes, constants and other initialisers, directives. Left out are comments and
/// the bodies of methods, constructors, operators and accessors, for C# infers nothing about a member from its body; what depends on a body is known by having read it.
/// </summary>
internal static class Declarations
{
    /// <summary>A hash that two files share only if they declare the same, token for token.</summary>
    public static string HashOf(SyntaxNode root)
    {
        // Kinds and numbers of children in preorder determine the tree, so that what moves from one type into another doesn't go unnoticed.
        var text = new StringBuilder();
        foreach (var part in root.DescendantNodesAndTokensAndSelf(node => !IsBody(node)))
        {
            text.Append(part.RawKind.ToString(CultureInfo.InvariantCulture)).Append(' ');
            if (part.AsNode() is not { } node)
            {
                var token = part.AsToken();
                Append(token.Text, text);
                AppendDirectives(token.LeadingTrivia, token.ContainsDirectives, text);
            }
            else if (IsBody(node))
            {
                text.Append("…\n");
                AppendDirectives(node.ContainsDirectives ? node.DescendantTrivia() : [], node.ContainsDirectives, text);
            }
            else
            {
                text.Append(node.ChildNodesAndTokens().Count.ToString(CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return Hash(text.ToString());
    }

    /// <summary>The SHA-256 of a text: nobody will meet two texts that share one.</summary>
    public static string Hash(string text)
    {
        var bytes = new byte[2 * text.Length];
        Buffer.BlockCopy(text.ToCharArray(), 0, bytes, 0, bytes.Length);
        using var algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(bytes));
    }

    private static bool IsBody(SyntaxNode node) => node.Parent switch
    {
        BaseMethodDeclarationSyntax method => node == method.Body || node == method.ExpressionBody,
        LocalFunctionStatementSyntax function => node == function.Body || node == function.ExpressionBody,
        IndexerDeclarationSyntax indexer => node == indexer.ExpressionBody,
        PropertyDeclarationSyntax property => node == property.ExpressionBody && !MentionsField(node),
        AccessorDeclarationSyntax accessor => (node == accessor.Body || node == accessor.ExpressionBody) && !MentionsField(node),
        GlobalStatementSyntax => !DeclaresVariables(node),
        _ => false,
    };

    /// <summary>Whether an accessor may use <c>field</c>, which gives its property a field.</summary>
    private static bool MentionsField(SyntaxNode body) => body.DescendantTokens().Any(t => t.ValueText == "field");

    /// <summary>Whether a top-level statement declares what other code, though it may not use it, finds when it looks up a name.</summary>
    private static bool DeclaresVariables(SyntaxNode statement) =>
        statement is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax || statement.DescendantNodes().Any(n => n is SingleVariableDesignationSyntax);

    private static void AppendDirectives(IEnumerable<SyntaxTrivia> trivia, bool hasAny, StringBuilder text)
    {
        foreach (var directive in hasAny ? trivia.Where(t => t.IsDirective) : [])
        {
            Append(directive.ToFullString(), text);
        }
    }

    /// <summary>Appends a text with its length, as a string of several lines may look like other parts.</summary>
    private static void Append(string part, StringBuilder text) => text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(part).Append('\n');
}
