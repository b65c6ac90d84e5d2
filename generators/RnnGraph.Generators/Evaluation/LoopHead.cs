using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RnnGraph.Generators.Evaluation;

/// <summary>The place of a loop's head, <c>while (…)</c>: what a diagnostic about the loop underlines, instead of its whole body.</summary>
internal static class LoopHead
{
    public static Location Of(SyntaxNode loop)
    {
        var end = loop switch
        {
            ForStatementSyntax f => f.CloseParenToken.Span.End,
            CommonForEachStatementSyntax f => f.CloseParenToken.Span.End,
            WhileStatementSyntax w => w.CloseParenToken.Span.End,
            DoStatementSyntax d => d.DoKeyword.Span.End,
            _ => loop.Span.End,
        };
        return Location.Create(loop.SyntaxTree, TextSpan.FromBounds(loop.SpanStart, end));
    }
}
