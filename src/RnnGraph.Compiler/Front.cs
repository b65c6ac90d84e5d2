using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Text;

namespace RnnGraph.Compiler;

/// <summary>The way from canonical text to emitted files, the same for cells and networks.</summary>
internal static class Front
{
    /// <summary>Vector operations per body beyond which the just-in-time compiler no longer keeps up (see the performance notes).</summary>
    private const int OperationBudget = 300;

    public static IReadOnlyList<EmittedFile> Emit(string canonicalText, CellTarget target, Func<Schedule, ClassSurface> surface)
    {
        var graph = GraphText.Parse(canonicalText);
        SupportedOps.Require(graph);
        var schedule = GraphLowering.Lower(Pipeline.Prepare(graph));
        var cell = new CellEmission(schedule, target, surface(schedule));
        foreach (var step in cell.Regions.Where(step => cell.Bodies[step].Operations > OperationBudget))
        {
            // The definition's own names first: a step of a long formula has but a number.
            var values = step.Region.Stores.Select(store => store.Target.Node).OrderByDescending(MathText.IsNamed).Select(node => node.Name).Distinct(StringComparer.Ordinal).Take(3);
            throw new CompilationBudgetException(
                "RNN5001",
                FormattableString.Invariant($"'{target.ClassName}' computes {string.Join(", ", values)} in {cell.Bodies[step].Operations} elementwise operations between two products, more than the {OperationBudget} that one body may have. Split the cell, or take fewer blocks."));
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
}
