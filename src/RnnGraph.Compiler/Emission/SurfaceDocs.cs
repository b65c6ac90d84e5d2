using RnnGraph.Compiler.Schedules;

namespace RnnGraph.Compiler.Emission;

/// <summary>The documentation of a generated network: what a run takes and gives, in order, and whether it can be stepped.</summary>
internal static class SurfaceDocs
{
    public static void Write(CodeWriter writer, CellEmission cell)
    {
        if (cell.Surface == ClassSurface.Cell)
        {
            return;
        }

        var schedule = cell.Schedule;
        writer.Line("/// <remarks>");
        writer.Line("/// <para>Takes, in this order: " + List(schedule.Inputs.Select(input => Input(schedule, input))) + ".</para>");
        writer.Line("/// <para>Gives: " + List(schedule.Outputs.Select(output => Value(schedule, output.Name, output.Place.Slot.Axis, output.Features.ToString()))) + ".</para>");
        if (schedule.Losses.Count > 0)
        {
            writer.Line($"/// <para>Losses: {List(schedule.Losses.Select(loss => "<c>" + loss.Name + "</c>"))}.</para>");
        }

        writer.Line(schedule.StepsObstacle is { } node
            ? $"/// <para>It can't run step by step, because of <c>{node}</c>.</para>"
            : "/// <para>It is causal: it can also run step by step.</para>");
        writer.Line("/// </remarks>");
    }

    private static string Input(Schedule schedule, Port input)
    {
        var target = input.IsTarget ? ", a target" : "";
        return input.Vocabulary is { } vocabulary
            ? Value(schedule, input.Name, input.Axis, null) + $" tokens below {vocabulary}{target}"
            : Value(schedule, input.Name, input.Axis, input.Features.ToString()) + target;
    }

    private static string Value(Schedule schedule, string name, string? axis, string? features)
    {
        var time = axis is null ? "" : schedule.Axes.Count == 1 ? "T, " : $"T({axis}), ";
        return $"<c>{name} [{time}B{(features is null ? "" : ", " + features)}]</c>";
    }

    private static string List(IEnumerable<string> items) => string.Join("; ", items.DefaultIfEmpty("nothing"));
}
