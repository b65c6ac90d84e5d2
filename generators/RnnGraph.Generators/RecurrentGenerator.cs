using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Models;
using RnnGraph.Generators.Remembering;

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
        // 1. Read: symbols and syntax in, text and numbers out; what was read before is remembered.
        var readings = context.CompilationProvider.SelectMany(ReadingMemory.Read).WithTrackingName(Steps.Read);
        var names = Together(readings, all => HintNames.Clashing(all.Select(Site).Select(s => s.HintName))).WithTrackingName(Steps.Clashes);

        // 2. Compile: hangs on the model alone.
        var classes = Compile(readings);

        // 3. Emit.
        context.RegisterSourceOutput(classes.Combine(names), (output, pair) => AddSources(output, pair.Left, pair.Right));

        // 4. Report: an output of its own, with locations from the present compilation, so that #pragma warning disable works.
        var findings = Together(readings, all => all.SelectMany(r => r.Findings)).WithTrackingName(Steps.Findings);
        var sites = Together(readings, all => all.Select(Site)).WithTrackingName(Steps.Sites);
        var faults = Together(classes, all => all.Where(IsFault)).Combine(sites).Select((p, _) => Faults(p.Left, p.Right)).WithTrackingName(Steps.Faults);
        context.RegisterSourceOutput(
            findings.Combine(faults).Combine(context.CompilationProvider),
            (output, pair) => Report(output, pair.Left.Left.Concat(pair.Left.Right), pair.Right));
    }

    // Classes without a model are left out of the whole list and not one by one: the driver loses items behind one that goes from the middle and comes again.
    private static IncrementalValuesProvider<EmittedClass> Compile(IncrementalValuesProvider<ClassReading> readings) => readings
        .Collect()
        .SelectMany((all, _) => all.Where(r => r.Model is not null))
        .Select((r, _) => r.Model!)
        .WithTrackingName(Steps.Model)
        .Select(ClassEmitter.Emit)
        .WithTrackingName(Steps.Emit);

    /// <summary>What all items give together.</summary>
    private static IncrementalValueProvider<EquatableList<TResult>> Together<T, TResult>(IncrementalValuesProvider<T> items, Func<IEnumerable<T>, IEnumerable<TResult>> give)
        where TResult : IEquatable<TResult> => items.Collect().Select((all, _) => new EquatableList<TResult>(give(all)));

    private static ClassSite Site(ClassReading reading) => new(reading.Model?.HintName ?? "", reading.Site);

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
