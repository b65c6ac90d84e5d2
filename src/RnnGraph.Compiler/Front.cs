using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Text;

namespace RnnGraph.Compiler;

/// <summary>The way from canonical text to emitted files, the same for cells and networks.</summary>
internal static class Front
{
    public static IReadOnlyList<EmittedFile> Emit(string canonicalText, CellTarget target, Func<Schedule, ClassSurface> surface)
    {
        var graph = GraphText.Parse(canonicalText);
        SupportedOps.Require(graph);
        var budget = new CompilationBudget(target.ClassName);
        budget.Require(graph);
        var schedule = GraphLowering.Lower(Pipeline.Prepare(graph), budget);
        var cell = new CellEmission(schedule, target, surface(schedule));
        foreach (var step in cell.Regions)
        {
            budget.Require(step.Region, cell.Bodies[step].Operations);
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
