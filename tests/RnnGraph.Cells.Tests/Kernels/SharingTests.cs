using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>A cell is safe to share: each run owns its workspace, and gives the same bits whoever else runs.</summary>
public sealed class SharingTests
{
    private const int Threads = 8;

    public static TheoryData<string> Definitions => Definition.ShippedNames;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Eight_threads_run_one_cell_with_the_same_bits(string name)
    {
        var definition = Definition.Find(name);
        var sizes = definition.Sizes(Vector<float>.Count + 3);
        var data = new ReferenceCell(definition, sizes).Draw(steps: 13, lengths: [13, 4, 0, 13, 9]);
        var cell = Compiled.Single(definition, sizes);
        CompiledRun.Write(cell, data);
        var alone = CompiledRun.Execute(cell, cell.CreateWorkspace(data.Steps, data.Batch), data);

        // Half of the runs ask for two threads, so that leasing a team is contended as well.
        var results = new RunResult[Threads];
        using var start = new Barrier(Threads);
        var runners = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            var workspace = cell.CreateWorkspace(data.Steps, data.Batch, threads: 1 + (index % 2));
            start.SignalAndWait();
            for (var round = 0; round < 20; round++)
                results[index] = CompiledRun.Execute(cell, workspace, data);
        })).ToList();
        runners.ForEach(runner => runner.Start());
        runners.ForEach(runner => runner.Join());
        for (var index = 0; index < Threads; index++)
            Agreement.AssertSameBits(alone, results[index], $"{name}, runner {index}");
    }
}
