using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation;

/// <summary>Quotes the user's code in a message: on one line, and not too long.</summary>
internal static class Quote
{
    private const int MaximalLength = 60;

    public static string Of(IOperation operation) => Of(operation.Syntax);

    public static string Of(SyntaxNode syntax)
    {
        var words = syntax.ToString().Split(new[] { ' ', '\t', '\r', '\n' }, StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(" ", words);
        return text.Length <= MaximalLength ? text : text.Substring(0, MaximalLength - 1) + "…";
    }
}
