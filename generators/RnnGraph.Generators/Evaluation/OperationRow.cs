using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation;

/// <summary>One row of <see cref="OperationTable"/>: a kind of expression or statement, how it is evaluated, and what the documentation says of it.</summary>
internal sealed class OperationRow
{
    private readonly Func<Evaluator, IOperation, Scope, object?>? _evaluate;
    private readonly Func<Evaluator, IOperation, Scope, Flow>? _execute;

    private OperationRow(
        OperationKind kind,
        string what,
        string example,
        Func<Evaluator, IOperation, Scope, object?>? evaluate,
        Func<Evaluator, IOperation, Scope, Flow>? execute)
    {
        Kind = kind;
        What = what;
        Example = example;
        _evaluate = evaluate;
        _execute = execute;
    }

    public OperationKind Kind { get; }

    /// <summary>What a C# programmer calls it; empty for what is no construct of its own.</summary>
    public string What { get; }

    public string Example { get; }

    public static OperationRow Expression<T>(OperationKind kind, string what, string example, Func<Evaluator, T, Scope, object?> evaluate)
        where T : IOperation =>
        new(kind, what, example, (e, operation, scope) => evaluate(e, (T)operation, scope), execute: null);

    public static OperationRow Statement<T>(OperationKind kind, string what, string example, Func<Evaluator, T, Scope, Flow> execute)
        where T : IOperation =>
        new(kind, what, example, evaluate: null, (e, operation, scope) => execute(e, (T)operation, scope));

    public object? Evaluate(Evaluator evaluator, IOperation operation, Scope scope) => _evaluate!(evaluator, operation, scope);

    public Flow Execute(Evaluator evaluator, IOperation operation, Scope scope) => _execute!(evaluator, operation, scope);
}
