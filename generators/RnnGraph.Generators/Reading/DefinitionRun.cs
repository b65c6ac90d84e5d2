using System.Globalization;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Text;

namespace RnnGraph.Generators.Reading;

/// <summary>Evaluates a definition from its source on a real builder. Once per compilation and structure, however many attributes bind it.</summary>
internal static class DefinitionRun
{
    public static DefinitionGraph Of(SourceOperations source, Definition definition, IReadOnlyList<object?> structure, CancellationToken cancellation)
    {
        var key = definition.Kind.Noun + " " + definition.Method.ToDisplayString() + "\n"
            + string.Join("\n", structure.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
        return source.Once(key, () => Run(SourceOperations.Of(source.Compilation), definition, structure, cancellation));
    }

    private static DefinitionGraph Run(SourceOperations source, Definition definition, IReadOnlyList<object?> structure, CancellationToken cancellation)
    {
        var evaluator = new Evaluator(source, cancellation);
        var builder = definition.Kind.Start();
        Evaluate(evaluator, definition, builder, structure);
        if (!evaluator.Findings.IsEmpty)
        {
            return new DefinitionGraph(graph: null, "", evaluator.Findings.All, source.Read);
        }

        // What shows only when the definition is complete is checked when nothing else is wrong: after an error a state may well lack its next value.
        foreach (var error in builder.Check())
        {
            var place = evaluator.Provenance.MakerOf(error.Origin)?.Syntax.GetLocation() ?? definition.Method.Place();
            evaluator.Findings.Add(error.DiagnosticId, place, error.Message);
        }

        if (!evaluator.Findings.IsEmpty)
        {
            return new DefinitionGraph(graph: null, "", evaluator.Findings.All, source.Read);
        }

        var graph = builder.Build(definition.GraphName);
        return new DefinitionGraph(graph, GraphText.Print(graph), evaluator.Findings.All, source.Read);
    }

    private static void Evaluate(Evaluator evaluator, Definition definition, DefinitionBuilder builder, IReadOnlyList<object?> structure)
    {
        if (evaluator.Source.Body(definition.Method, evaluator.Cancellation) is not { } body)
        {
            evaluator.Findings.Add(DeclarationRules.WrongDefine, definition.Method.Place(), definition.ClassName, "it has no body", definition.Kind.Builder);
            return;
        }

        var arguments = new List<object?> { builder.Builder };
        var values = new Queue<object?>(structure);
        foreach (var parameter in definition.Method.Parameters.Skip(1))
        {
            if (!Definition.IsSize(parameter))
            {
                arguments.Add(values.Dequeue());
                continue;
            }

            try
            {
                arguments.Add(builder.DeclareSize(parameter.Name));
            }
            catch (DefinitionException exception)
            {
                arguments.Add(evaluator.Findings.Add(exception.DiagnosticId, parameter.Place(), exception.Message));
            }
        }

        try
        {
            SourceCalls.Run(evaluator, definition.Method, body, captured: null, self: null, TypeArguments.None, arguments, out _);
        }
        catch (EvaluationStoppedException)
        {
            // A finding says why.
        }
    }
}
