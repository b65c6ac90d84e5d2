using System.CommandLine;
using System.Globalization;
using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Jit;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph cost</c>: parameters, operations and bytes of a step, memory of a run.</summary>
internal static class CostCommand
{
    public static Command Make(Paper paper)
    {
        var source = Arguments.Source();
        var cell = Arguments.Cell();
        var sizes = Arguments.Sizes("symbols; the memory of a run needs numbers");
        var steps = Arguments.Number("--steps", 100, 0, "Time steps T of a run.");
        var batch = Arguments.Number("--batch", 32, 1, "Rows B of a run.");
        var command = new Command("cost", "Counts parameters, FLOPs and bytes per step, and the memory of a run.") { source, cell, sizes, steps, batch };
        command.SetAction(parsed =>
        {
            var definition = DefinitionSource.Find(parsed.GetRequiredValue(source), parsed.GetValue(cell));
            var bound = Arguments.Sizes(parsed.GetValue(sizes), definition.Graph);
            var graph = bound is null ? definition.Graph : definition.Graph.Bind(bound);
            var summary = CellSummary.Of(graph, definition.Target.IsDouble);
            paper.Line($"{definition.FullName}{(bound is null ? "" : $" ({string.Join(", ", bound.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.Key} = {size.Value}")))})")}");
            paper.Table(
                ["parameter", ">shape", ">values"],
                summary.Parameters.Select(node => (IReadOnlyList<string>)[node.Name, node.Shape.ToString(), Formula.Of(node.Shape.Rows * node.Shape.Columns)]));
            paper.Line($"parameters: {Formula.Of(summary.Values)}");
            paper.Line($"forward step of one sequence: {Formula.Of(summary.Operations)} FLOPs in products; a training step three times that");
            paper.Line($"kept for the backward pass, per step and sequence: {Formula.Of(summary.KeptBytes)} bytes ({string.Join(", ", summary.Kept.Select(kept => $"{kept.Key} {Formula.Of(kept.Value)}"))})");
            if (graph.Sizes.Count == 0)
                Run(paper, definition, graph, parsed.GetValue(steps), parsed.GetValue(batch));
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What a workspace really takes, slots shared and padded as they are.</summary>
    private static void Run(Paper paper, Definition definition, Graph graph, int steps, int batch)
    {
        if (definition.IsNetwork)
            return;
        var (train, evaluate) = definition.Target.IsDouble ? Bytes<double>(graph, steps, batch) : Bytes<float>(graph, steps, batch);
        paper.Line(string.Create(CultureInfo.InvariantCulture, $"memory of a run of {steps} steps and {batch} rows, at {System.Numerics.Vector<byte>.Count * 8} bits: {train:N0} bytes in training, {evaluate:N0} in evaluation"));
    }

    private static (long Train, long Evaluate) Bytes<T>(Graph graph, int steps, int batch)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var cell = RuntimeCompiler.Shared.Compile<T>(graph).Create();
        return (cell.CreateWorkspace(steps, batch, Mode.Train).Bytes, cell.CreateWorkspace(steps, batch, Mode.Evaluate).Bytes);
    }
}
