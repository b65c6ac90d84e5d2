using RnnGraph.Cells;

namespace RnnGraph.Tool.Tests;

/// <summary><c>rnngraph cost</c>.</summary>
public class CostTests
{
    [Fact]
    public void Numbers_are_those_of_the_cell()
    {
        var output = Command.Succeed("cost", Command.Cells, "--cell", "Lstm", "--sizes", "input=64,hidden=128", "--steps", "10", "--batch", "4");
        var cell = new Lstm(64, 128);
        Assert.Contains($"parameters: {cell.Parameters.Sum(info => info.Size)}\n", output, StringComparison.Ordinal);
        Assert.Contains($"forward step of one sequence: {2 * 4 * 128 * (64 + 128)} FLOPs", output, StringComparison.Ordinal);
        Assert.Contains(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cell.CreateWorkspace(10, 4).Bytes:N0} bytes in training, {cell.CreateWorkspace(10, 4, Mode.Evaluate).Bytes:N0} in evaluation"),
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_sizes_costs_are_formulas()
    {
        var output = Command.Succeed("cost", Command.Cells, "--cell", "RnnTanh");
        Assert.Contains("hidden·input", output, StringComparison.Ordinal);
        Assert.DoesNotContain("memory of a run", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Double_precision_keeps_twice_the_bytes()
    {
        static string Cost(string cell) => Command.Succeed("cost", Command.Cells, "--cell", cell, "--sizes", "input=2,hidden=4");
        Assert.Contains($"per step and sequence: {7 * 4 * 4} bytes", Cost("Lstm"), StringComparison.Ordinal);
        Assert.Contains($"per step and sequence: {7 * 4 * 8} bytes", Cost("LstmDouble"), StringComparison.Ordinal);
    }
}
