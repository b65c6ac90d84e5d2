using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Emission;

/// <summary>Emits the header: the class's equations, its constructor and factory, and its tables.</summary>
internal static class HeaderFile
{
    public static EmittedFile Emit(CellEmission cell)
    {
        var writer = new CodeWriter();
        var target = cell.Target;
        ClassFrame.Open(writer, target, cell.Surface.Heritage(target), w =>
        {
            WriteEquations(w, cell.Schedule.Graph);
            SurfaceDocs.Write(w, cell);
        });
        WriteConstruction(writer, cell.Schedule.Graph.Sizes, target, cell.Surface);
        writer.Line();
        WriteSlots(writer, cell);
        writer.Line();
        WritePlan(writer, cell);
        ClassFrame.Close(writer, target);
        return new EmittedFile("", writer.ToString());
    }

    /// <summary>Sizes, constructor and factory.</summary>
    public static void WriteConstruction(CodeWriter writer, IReadOnlyList<string> sizes, CellTarget target, ClassSurface surface)
    {
        var isBound = target.Bindings.Count > 0;
        var open = isBound ? Array.Empty<string>() : sizes;
        writer.Line(isBound
            ? $"/// <summary>Makes a {surface.Noun} of the sizes that its attribute binds.</summary>"
            : $"/// <summary>Makes a {surface.Noun} of these sizes.</summary>");
        foreach (var size in open)
        {
            writer.Line($"/// <param name=\"{size}\">The size '{size}' of the definition, at least 1.</param>");
        }

        writer.Line($"public {target.ClassName}({string.Join(", ", open.Select(size => "int " + size))})");
        var given = isBound ? target.Bindings.Select(binding => FormattableString.Invariant($"{binding.Key}: {binding.Value}")) : open;
        writer.Line($"    : base({MemberNames.Describe}({string.Join(", ", given)}))");
        writer.Open().Close();
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static global::System.Collections.Generic.IReadOnlyList<string> SizeNames {{ get; }} = [{string.Join(", ", open.Select(size => "\"" + size + "\""))}];");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static {target.ClassName} Create(global::System.ReadOnlySpan<int> sizes)");
        writer.Line(FormattableString.Invariant($"Rnn::SizeCheck.Count(sizes, SizeNames);"));
        writer.Line($"return new {target.ClassName}({string.Join(", ", open.Select((_, index) => FormattableString.Invariant($"sizes[{index}]")))});");
        writer.Close();
    }

    /// <summary>The head of the method that makes the tables from the sizes.</summary>
    public static string DescribeHead(IEnumerable<string> sizes) => $"private static Rnn::CellPlan {MemberNames.Describe}({string.Join(", ", sizes.Select(size => "int " + size))})";

    private static void WriteEquations(CodeWriter writer, Graph graph)
    {
        writer.Line($"// {graph.Name}({string.Join(", ", graph.Sizes)})");
        foreach (var scan in graph.Nodes.Where(node => node.Scan is { Direction: Direction.Forward }))
        {
            foreach (var node in scan.Scan!.Body.Where(node => node.Op.Kind == OpKind.Elementwise && MathText.IsNamed(node)))
            {
                writer.Line("//   " + MathText.Equation(node));
            }
        }
    }

    private static void WriteSlots(CodeWriter writer, CellEmission cell)
    {
        if (cell.SwitchesAxes)
        {
            writer.Line("/// <summary>The time axes.</summary>");
            writer.Open("private static class " + MemberNames.Axis);
            writer.Line($"public const int {string.Join(", ", cell.Schedule.Axes.Select((axis, index) => FormattableString.Invariant($"{cell.Rows.Axis(axis)} = {index}")))};");
            writer.Close();
            writer.Line();
        }

        // One line, so that a slot more changes one line and its own row.
        writer.Open("private static class " + MemberNames.Slot);
        writer.Line($"public const int {string.Join(", ", cell.Schedule.Slots.Select(slot => FormattableString.Invariant($"{cell.Rows.Slot(slot)} = {slot.Id}")))};");
        writer.Close();
    }

    private static void WritePlan(CodeWriter writer, CellEmission cell)
    {
        var graph = cell.Schedule.Graph;
        writer.Line($"{DescribeHead(graph.Sizes)} => new()");
        writer.Open();
        writer.Line($"Name = \"{cell.Target.ClassName}\",");
        writer.Line($"Sizes = [{string.Join(", ", graph.Sizes.Select(size => $"new(\"{size}\", {size})"))}],");
        if (cell.Schedule.Axes.Count > 1 || cell.Schedule.Axes[0] != "time")
        {
            writer.Line($"Axes = [{string.Join(", ", cell.Schedule.Axes.Select(axis => "\"" + axis + "\""))}],");
        }

        if (cell.Schedule.RunsWhole)
        {
            writer.Line("RunsWhole = true,");
        }

        if (cell.Schedule.LeastStages is > 0 and var stages)
        {
            writer.Line(FormattableString.Invariant($"Stages = {stages},"));
        }

        if (cell.Schedule.SegmentsObstacle is { } obstacle)
        {
            writer.Line($"SegmentsObstacle = \"{obstacle}\",");
        }

        Table(writer, "Parameters", graph.Nodes.Where(node => node.Op == StructureOps.Parameter).Select(node => PlanRows.Parameter(node, cell.Schedule)));
        Table(writer, "Packs", cell.Schedule.Packs.Select(PlanRows.Pack));
        Table(writer, "Slots", cell.Schedule.Slots.Select(cell.Rows.SlotRow));
        Table(writer, "Inputs", cell.Schedule.Inputs.Select(cell.Rows.Input));
        Table(writer, "Outputs", cell.Schedule.Outputs.Select(cell.Rows.Output));
        Table(writer, "States", cell.Schedule.States.Select(cell.Rows.State));
        Table(writer, "Losses", cell.Schedule.Losses.Select(cell.Rows.Loss));
        Table(writer, "Taps", cell.Schedule.Taps.Select(cell.Rows.Tap));
        Table(writer, "RowCopies", cell.RowCopies.Select(cell.Rows.RowCopy));
        Table(writer, "Products", cell.Products.Select(cell.Rows.Product));
        Table(writer, "BackProducts", cell.BackProducts.Select(cell.Rows.BackProduct));
        Table(writer, "WeightGradients", cell.WeightGradients.Select(cell.Rows.WeightGradient));
        Table(writer, "Regions", cell.Regions.Select(step => cell.Rows.Region(cell.Body(step), step.Region, cell.Bodies[step])));
        Table(writer, "Reductions", cell.Reductions.Select(cell.Rows.Reduction));
        Table(writer, "Rearrangements", cell.Rearrangements.Select(cell.Rows.Rearrangement));
        Table(writer, "Draws", cell.Draws.Select(cell.Rows.Draw));
        Table(writer, "WeightNoises", cell.Schedule.WeightNoises.Select(PlanRows.WeightNoise));
        Table(writer, "StartTotals", cell.StartTotals.Select(cell.Rows.StartTotal));
        Table(writer, "Sweeps", cell.Sweeps.Select(cell.Rows.Sweep));
        Table(writer, "VectorGradients", cell.Schedule.VectorGradients.Select(cell.Rows.VectorGradient));
        writer.Close(";");
    }

    private static void Table(CodeWriter writer, string name, IEnumerable<string> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        writer.OpenList(name + " =");
        list.ForEach(row => writer.Line(row));
        writer.CloseList();
    }
}
