using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Graphs;
using RnnGraph.Text;

namespace RnnGraph.Compiler;

/// <summary>The compiler's front: canonical text of a cell in, C# source out. Pure: the same text and target give the same bytes.</summary>
public static class CellCompiler
{
    /// <summary>Vector operations per body beyond which the just-in-time compiler no longer keeps up (see the performance notes).</summary>
    private const int OperationBudget = 300;

    /// <summary>Emits all files of one cell.</summary>
    /// <param name="canonicalText">The canonical text of the definition's graph, with its sizes symbolic.</param>
    /// <param name="target">The class to complete.</param>
    /// <exception cref="CompilationBudgetException">The definition asks for more than the compiler gives.</exception>
    public static IReadOnlyList<EmittedFile> Emit(string canonicalText, CellTarget target)
    {
        var schedule = GraphLowering.Lower(Pipeline.Prepare(GraphText.Parse(canonicalText)));
        var cell = new CellEmission(schedule, target);
        foreach (var step in cell.Regions.Where(step => cell.Bodies[step].Operations > OperationBudget))
        {
            throw new CompilationBudgetException(
                "RNN5001",
                FormattableString.Invariant($"'{target.ClassName}' computes {string.Join(", ", step.Region.Stores.Take(3).Select(store => store.Target.Node.Name))} in {cell.Bodies[step].Operations} elementwise operations between two products, more than the {OperationBudget} that one body may have. Split the cell, or take fewer blocks."));
        }

        return new[]
        {
            HeaderFile.Emit(cell),
            BodiesFile.Emit(cell),
            ScheduleFile.Emit(cell),
            GraphFile.Emit(canonicalText, target),
            SummaryFile.Emit(cell),
        };
    }

    /// <summary>Emits what a class keeps when its definition has errors: constructor, base class and interfaces, so that the rest of the program still binds.</summary>
    /// <param name="sizeNames">The names of the definition's sizes, as far as they are known.</param>
    /// <param name="target">The class to complete.</param>
    public static IReadOnlyList<EmittedFile> EmitSurface(IReadOnlyList<string> sizeNames, CellTarget target) => new[] { SurfaceFile.Emit(sizeNames, target) };
}
