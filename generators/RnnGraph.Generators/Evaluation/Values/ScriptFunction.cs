using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>A lambda, local function or method of the user's with what it captured: the value of a delegate.</summary>
internal sealed class ScriptFunction
{
    private readonly Evaluator _evaluator;
    private readonly IMethodSymbol _method;
    private readonly IBlockOperation _body;
    private readonly Scope? _captured;
    private readonly object? _self;
    private readonly TypeArguments _types;

    public ScriptFunction(Evaluator evaluator, IMethodSymbol method, IBlockOperation body, Scope? captured, object? self, TypeArguments types)
    {
        _evaluator = evaluator;
        _method = method;
        _body = body;
        _captured = captured;
        _self = self;
        _types = types;
    }

    public object? Invoke(IReadOnlyList<object?> arguments) =>
        SourceCalls.Run(_evaluator, _method, _body, _captured, _self, _types, arguments, out _);
}
