extern alias generator;

using System.Collections.Immutable;
using generator::RnnGraph.Generators;
using generator::RnnGraph.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGraph.Generators.Tests.Harness;

/// <summary>One run of the generator, and the runs that follow it.</summary>
internal sealed class Generated
{
    private readonly GeneratorDriver _driver;

    private Generated(GeneratorDriver driver, Compilation compilation)
    {
        _driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Output = output;
        Diagnostics = diagnostics;
        Result = _driver.GetRunResult().Results.Single();
    }

    /// <summary>The program with what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator reported, and not what <c>#pragma</c> hides.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorRunResult Result { get; }

    public static Generated From(params string[] files) => From(Programs.Of(files));

    public static Generated From(Compilation compilation) => new(
        CSharpGeneratorDriver.Create(
            [new RecurrentGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.First().Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)),
        compilation);

    /// <summary>The next run, after an edit.</summary>
    public Generated Then(Compilation compilation) => new(_driver, compilation);

    /// <summary>The models by class name.</summary>
    public ClassModel Model(string className) => Models.Single(m => m.Target.ClassName == className);

    public IEnumerable<ClassModel> Models => Outputs("Model").Select(o => (ClassModel)o.Value);

    /// <summary>Why the outputs of a tracked step came out as they did.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) => Outputs(step).Select(o => o.Reason).ToList();

    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(r => r.Outputs) : [];
}
