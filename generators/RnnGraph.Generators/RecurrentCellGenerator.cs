using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Models;
using RnnGraph.Generators.Reading;

namespace RnnGraph.Generators;

/// <summary>
/// Completes the classes that carry [RecurrentCell]: reads each definition to canonical text, compiles that to source, reports what is wrong. The text is the
/// value that is cached, so an edit that leaves it as it was compiles and emits nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecurrentCellGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. Read: symbols and syntax in, text and numbers out.
        var own = Read(context, CellAttributes.Plain);
        var bound = Read(context, CellAttributes.Binding);
        var names = Together(own.Select(HintName), bound.Select(HintName)).Select((n, _) => HintNames.Clashing(n)).WithTrackingName(Steps.Clashes);

        // 2. Compile: hangs on the model alone.
        var ownCells = Compile(own);
        var boundCells = Compile(bound);

        // 3. Emit.
        context.RegisterSourceOutput(ownCells.Combine(names), (output, pair) => AddSources(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(boundCells.Combine(names), (output, pair) => AddSources(output, pair.Left, pair.Right));

        // 4. Report: an output of its own, with locations from the present compilation, so that #pragma warning disable works.
        var findings = Together(own.SelectMany((r, _) => r.Findings), bound.SelectMany((r, _) => r.Findings)).WithTrackingName(Steps.Findings);
        var sites = Together(own.Select(Site), bound.Select(Site)).WithTrackingName(Steps.Sites);
        var faults = Together(ownCells.Where(IsFault), boundCells.Where(IsFault)).Combine(sites).Select((p, _) => Faults(p.Left, p.Right)).WithTrackingName(Steps.Faults);
        context.RegisterSourceOutput(
            findings.Combine(faults).Combine(context.CompilationProvider),
            (output, pair) => Report(output, pair.Left.Left.Concat(pair.Left.Right), pair.Right));
    }

    private static IncrementalValuesProvider<CellReading> Read(IncrementalGeneratorInitializationContext context, string attribute) => context.SyntaxProvider
        .ForAttributeWithMetadataName(attribute, (node, _) => node is TypeDeclarationSyntax, CellReader.Read)
        .WithTrackingName(Steps.Read)
        .Where(r => r is not null)
        .Select((r, _) => r!);

    private static IncrementalValuesProvider<EmittedCell> Compile(IncrementalValuesProvider<CellReading> readings) => readings
        .Select((r, _) => r.Model)
        .Where(m => m is not null)
        .Select((m, _) => m!)
        .WithTrackingName(Steps.Model)
        .Select(CellEmitter.Emit)
        .WithTrackingName(Steps.Emit);

    /// <summary>The items of both providers as one value.</summary>
    private static IncrementalValueProvider<EquatableList<T>> Together<T>(IncrementalValuesProvider<T> left, IncrementalValuesProvider<T> right)
        where T : IEquatable<T> =>
        left.Collect().Combine(right.Collect()).Select((p, _) => new EquatableList<T>(p.Left.Concat(p.Right)));

    private static string HintName(CellReading reading, CancellationToken cancellation) => reading.Model?.HintName ?? "";

    private static CellSite Site(CellReading reading, CancellationToken cancellation) => new(reading.Model?.HintName ?? "", reading.Site);

    private static bool IsFault(EmittedCell cell) => cell.FaultId.Length > 0;

    private static void AddSources(SourceProductionContext output, EmittedCell cell, EquatableList<string> clashing)
    {
        foreach (var file in cell.Files)
        {
            output.AddSource(HintNames.Of(cell.HintName, file.Suffix, clashing), SourceText.From(file.Text, Encoding.UTF8));
        }
    }

    private static EquatableList<Finding> Faults(IEnumerable<EmittedCell> cells, IEnumerable<CellSite> sites) =>
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
