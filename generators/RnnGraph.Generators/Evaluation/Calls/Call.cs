using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>One call of a method, constructor, accessor or operator, with its evaluated arguments by position.</summary>
internal sealed class Call
{
    public Call(IMethodSymbol method, object? self, object?[] arguments, IOperation at, Scope scope)
    {
        Method = method;
        Self = self;
        Arguments = arguments;
        At = at;
        Scope = scope;
    }

    public IMethodSymbol Method { get; }

    public object? Self { get; }

    /// <summary>The arguments; after the call, those passed by <c>out</c> hold what was written to them.</summary>
    public object?[] Arguments { get; }

    /// <summary>The operation that calls: where diagnostics are reported.</summary>
    public IOperation At { get; }

    /// <summary>The caller's scope.</summary>
    public Scope Scope { get; }

    public Call With(IMethodSymbol method) => new(method, Self, Arguments, At, Scope);
}
