using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Which binary operator is applied: what a binary operation, a compound assignment and an increment have in common.</summary>
internal readonly struct BinaryCall
{
    public BinaryCall(BinaryOperatorKind kind, IMethodSymbol? method, bool isLifted, bool isChecked)
    {
        Kind = kind;
        Method = method;
        IsLifted = isLifted;
        IsChecked = isChecked;
    }

    public BinaryOperatorKind Kind { get; }

    /// <summary>The user-defined operator, if it is one.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>Whether it works on nullable values.</summary>
    public bool IsLifted { get; }

    public bool IsChecked { get; }
}
