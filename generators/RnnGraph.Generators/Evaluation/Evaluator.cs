using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// Evaluates C# from its operation tree while it compiles. It knows C#, not the language of cells: what a definition calls on a builder is called, by reflection,
/// on a real builder, so a new op needs no change here. <see cref="OperationTable"/> says what C# it knows.
/// </summary>
internal sealed class Evaluator
{
    private readonly HashSet<object> _unreliable = new(ReferenceComparer.Instance);

    public Evaluator(SourceOperations source, CancellationToken cancellation)
    {
        Source = source;
        Cancellation = cancellation;
        Types = new TypeMap(source.Compilation);
        Statics = new StaticMembers(this);
    }

    public SourceOperations Source { get; }

    public CancellationToken Cancellation { get; }

    public TypeMap Types { get; }

    public StaticMembers Statics { get; }

    public Budget Budget { get; } = new();

    public FindingLog Findings { get; } = new();

    /// <summary>Which operation made each object of the language.</summary>
    public Provenance Provenance { get; } = new();

    /// <summary>The calls of real methods that are running now, the innermost first: a lambda runs within the call that it was given to.</summary>
    public Stack<IOperation> RunningCalls { get; } = new();

    /// <summary>The value of an expression; <see cref="Poison"/> when it has none.</summary>
    public object? Evaluate(IOperation operation, Scope scope)
    {
        TakeStep(operation);
        if (Constants.TryEvaluate(this, operation, scope, out var constant))
        {
            return constant;
        }

        if (!OperationTable.Expressions.TryGetValue(operation.Kind, out var rule))
        {
            return RefuseConstruct(operation);
        }

        try
        {
            var value = rule.Evaluate(this, operation, scope);
            if (value is null)
            {
                // Enums and structs of the user's own live as objects, so a default that a library method made reads as null.
                return Defaults.IfValueType(this, operation.Type, scope.Frame.Types);
            }

            return _unreliable.Count > 0 && _unreliable.Contains(value) ? Poison.Value : value;
        }
        catch (EvaluatedException exception)
        {
            return Throws(operation, exception.Message);
        }
        catch (PoisonedException)
        {
            return Poison.Value;
        }
        catch (Exception exception) when (IsDueToErrors(exception, operation))
        {
            return Refuse(SubsetRules.DoesNotCompile, operation, Quote.Of(operation));
        }
    }

    public Flow Execute(IOperation statement, Scope scope)
    {
        TakeStep(statement);
        if (OperationTable.Statements.TryGetValue(statement.Kind, out var rule))
        {
            try
            {
                return rule.Execute(this, statement, scope);
            }
            catch (Exception exception) when (IsDueToErrors(exception, statement))
            {
                Refuse(SubsetRules.DoesNotCompile, statement, Quote.Of(statement));
                return Flow.Next;
            }
        }

        RefuseConstruct(statement);
        return Uncertainty.Skip(this, statement, scope);
    }

    /// <summary>An object of the user's own as text, by its own ToString.</summary>
    public object? TextOf(ScriptObject value)
    {
        for (var type = value.Type; type is not null; type = type.BaseType)
        {
            // The first override counts. One that C# writes, as for a record, has no body to run.
            if (type.GetMembers(nameof(ToString)).OfType<IMethodSymbol>().FirstOrDefault(m => m.IsOverride && m.Parameters.IsEmpty) is { } own)
            {
                if (Source.Body(own, Cancellation) is not { } body)
                {
                    break;
                }

                var text = SourceCalls.Run(this, own, body, captured: null, value, TypeArguments.Of(type), Array.Empty<object?>(), out _);
                return text is Poison ? throw new PoisonedException() : text;
            }
        }

        throw new EvaluatedException($"'{value.Type.Name}' is turned into text but has no ToString of its own");
    }

    /// <summary>A condition's value; null when it is poison.</summary>
    public bool? Test(IOperation condition, Scope scope) => Evaluate(condition, scope) as bool?;

    /// <summary>Records a diagnostic at an operation and gives poison.</summary>
    public Poison Refuse(Rule rule, IOperation at, params object[] arguments) => Findings.Add(rule.Id, at.Syntax.GetLocation(), rule.Describe(arguments));

    /// <summary>Records that evaluating an operation throws.</summary>
    public Poison Throws(IOperation at, string message) => Refuse(SubsetRules.Throws, at, Quote.Of(at), message);

    /// <summary>Records that an operation is outside the subset, with what to write instead.</summary>
    public Poison RefuseConstruct(IOperation operation)
    {
        var construct = RefusedConstructs.Of(operation);
        return Refuse(SubsetRules.Unsupported, operation, Quote.Of(operation), construct.What, construct.Instead);
    }

    /// <summary>Records that an operation is outside the subset for a stated reason.</summary>
    public Poison RefuseConstruct(IOperation operation, string what, string instead) =>
        Refuse(SubsetRules.Unsupported, operation, Quote.Of(operation), what, instead);

    /// <summary>
    /// Marks an object whose contents are not to be believed, because something that failed should have changed it: from now on it reads as poison.
    /// The builder itself is never marked, or nothing after the first error would be looked at.
    /// </summary>
    public void MarkUnreliable(object? value)
    {
        if (value is not (null or Poison or string or ValueType or CellBuilder or NetworkBuilder))
        {
            _unreliable.Add(value);
        }
    }

    /// <summary>
    /// Whether an exception that nobody expected comes from a program with errors: the operation trees of such a program break every rule, so that a call
    /// may lack arguments and a value may be of any type. In a program without errors it is a fault of ours.
    /// </summary>
    private bool IsDueToErrors(Exception exception, IOperation operation) =>
        exception is not (EvaluationStoppedException or OperationCanceledException) && !Source.Compiles(operation.Syntax.SyntaxTree, Cancellation);

    /// <summary>Counts a step against the budget, and ends the evaluation when it is spent.</summary>
    public void TakeStep(IOperation operation)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (!Budget.TakeStep())
        {
            var busiest = Budget.BusiestLoop;
            var at = busiest?.Loop ?? operation;
            Findings.Add(
                SubsetRules.Unbounded.Id,
                busiest is null ? at.Syntax.GetLocation() : LoopHead.Of(at.Syntax),
                SubsetRules.Unbounded.Describe(Budget.MaximalSteps, Quote.Of(at), busiest?.Iterations ?? 1));
            throw new EvaluationStoppedException();
        }

        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException)
        {
            Refuse(SubsetRules.TooDeep, operation, Quote.Of(operation), Budget.MaximalDepth);
            throw new EvaluationStoppedException();
        }
    }
}
