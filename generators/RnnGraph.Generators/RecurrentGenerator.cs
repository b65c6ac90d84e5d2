using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Models;
using RnnGraph.Generators.Reading;

namespace RnnGraph.Generators;

/// <summary>
/// Completes the classes that carry [RecurrentCell] or [RecurrentNetwork]: reads each definition to canonical text, compiles that to source, reports what is wrong. The text is the
/// value that is cached, so an edit that leaves it as it was compiles and emits nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecurrentGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. Read: symbols and syntax in, text and numbers out.
        var readings = DefinitionKind.All.SelectMany(k => new[] { Read(context, k, k.Plain), Read(context, k, k.Binding) }).ToList();
        var names = Together(readings.Select(r => r.Select(HintName))).Select((n, _) => HintNames.Clashing(n)).WithTrackingName(Steps.Clashes);

        // 2. Compile: hangs on the model alone.
        var classes = readings.Select(Compile).ToList();

        // 3. Emit.
        foreach (var emitted in classes)
        {
            context.RegisterSourceOutput(emitted.Combine(names), (output, pair) => AddSources(output, pair.Left, pair.Right));
        }

        // 4. Report: an output of its own, with locations from the present compilation, so that #pragma warning disable works.
        var findings = Together(readings.Select(r => r.SelectMany((reading, _) => reading.Findings))).WithTrackingName(Steps.Findings);
        var sites = Together(readings.Select(r => r.Select(Site))).WithTrackingName(Steps.Sites);
        var faults = Together(classes.Select(c => c.Where(IsFault))).Combine(sites).Select((p, _) => Faults(p.Left, p.Right)).WithTrackingName(Steps.Faults);
        context.RegisterSourceOutput(
            findings.Combine(faults).Combine(context.CompilationProvider),
            (output, pair) => Report(output, pair.Left.Left.Concat(pair.Left.Right), pair.Right));
    }

    private static IncrementalValuesProvider<ClassReading> Read(IncrementalGeneratorInitializationContext context, DefinitionKind kind, string attribute) => context.SyntaxProvider
        .ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, (c, cancellation) => ClassReader.Read(kind, c, cancellation))
        .WithTrackingName(Steps.Read)
        .Where(r => r is not null)
        .Select((r, _) => r!);

    private static IncrementalValuesProvider<EmittedClass> Compile(IncrementalValuesProvider<ClassReading> readings) => readings
        .Select((r, _) => r.Model)
        .Where(m => m is not null)
        .Select((m, _) => m!)
        .WithTrackingName(Steps.Model)
        .Select(ClassEmitter.Emit)
        .WithTrackingName(Steps.Emit);

    /// <summary>The items of all providers as one value.</summary>
    private static IncrementalValueProvider<EquatableList<T>> Together<T>(IEnumerable<IncrementalValuesProvider<T>> parts)
        where T : IEquatable<T> => parts
        .Select(p => p.Collect().Select((items, _) => new EquatableList<T>(items)))
        .Aggregate((left, right) => left.Combine(right).Select((p, _) => new EquatableList<T>(p.Left.Concat(p.Right))));

    private static string HintName(ClassReading reading, CancellationToken cancellation) => reading.Model?.HintName ?? "";

    private static ClassSite Site(ClassReading reading, CancellationToken cancellation) => new(reading.Model?.HintName ?? "", reading.Site);

    private static bool IsFault(EmittedClass cell) => cell.FaultId.Length > 0;

    private static void AddSources(SourceProductionContext output, EmittedClass cell, EquatableList<string> clashing)
    {
        foreach (var file in cell.Files)
        {
            output.AddSource(HintNames.Of(cell.HintName, file.Suffix, clashing), SourceText.From(file.Text, Encoding.UTF8));
        }
    }

    private static EquatableList<Finding> Faults(IEnumerable<EmittedClass> cells, IEnumerable<ClassSite> sites) =>
        new(cells.Select(c => new Finding(c.FaultId, sites.First(s => s.HintName == c.HintName).Span, c.FaultMessage)));

    /// <summary>Reports findings, each once, though several attributes may bind the definition that it is about.</summary>
    private static void Report(SourceProductionContext output, IEnumerable<Finding> findings, Compilation compilation)
    {
        foreach (var finding in findings.Distinct())
        {
            output.ReportDiagnostic(Diagnostic.Create(RuleTable.Descriptor(finding.Id), finding.Span.Find(compilation), finding.Message));
        }
    }
}
