using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>After the first run of a workspace nothing allocates: forward, backward, step and block of steps, on one thread and on two.</summary>
[Collection("alone")]
public sealed class AllocationTests
{
    private const int Rounds = 1000;
    private const int Batches = 20;
    private const int Steps = 3;
    private const int Batch = 9;

    public static TheoryData<string> Definitions => Definition.ShippedNames;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_thousand_rounds_allocate_nothing(string name)
    {
        var definition = Definition.Find(name);
        foreach (var threads in new[] { 1, 2 })
        {
            AssertNone(Compiled.Single(definition, definition.Sizes(Vector<float>.Count + 1)), threads, name);
            AssertNone(Compiled.Double(definition, definition.Sizes(Vector<double>.Count + 1)), threads, name);
        }
    }

    /// <summary>Among them one that draws, and one whose blocks are due at some steps only.</summary>
    [Theory]
    [InlineData("Lstm")]
    [InlineData("LstmRecurrentDropout")]
    [InlineData("Clockwork")]
    public void A_thousand_rounds_in_segments_allocate_nothing(string name)
    {
        var definition = Definition.Find(name);
        var cell = Compiled.Single(definition, definition.Sizes(Vector<float>.Count + 1));
        foreach (var threads in new[] { 1, 2 })
            AssertNone(cell, SegmentedWorkspaces.Least(cell, Steps, Batch, threads), $"{name} in segments");
    }

    private static void AssertNone<T>(RecurrentCell<T> cell, int threads, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AssertNone(cell, cell.CreateWorkspace(Steps, Batch, Mode.Train, threads), name);

    private static void AssertNone<T>(RecurrentCell<T> cell, Workspace<T> workspace, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var input = cell.Signature.Inputs[0].Features;
        var output = cell.Signature.Outputs[0].Features;
        var x = new T[Steps * Batch * input];
        var y = new T[Steps * Batch * output];
        var dx = new T[x.Length];
        var dy = new T[y.Length];
        var state = cell.CreateState(Batch);
        var dState = cell.CreateState(Batch);
        var gradients = cell.CreateGradients();

        void Round()
        {
            cell.Forward(workspace, x, y, state);
            cell.Backward(workspace, dy, dx, dState, gradients);
            cell.Step(x.AsSpan(0, Batch * input), y.AsSpan(0, Batch * output), state);
            cell.Steps(x, y, state);
        }

        // Until tiered compilation has settled, the runtime itself allocates. The test host does several times a second; so rounds are counted in batches
        // shorter than that, and a batch that the host fell into is run again. A round that allocates would do so every time.
        for (var round = 0; round < 100; round++)
            Round();
        for (var batch = 0; batch < Batches; batch++)
        {
            var allocated = long.MaxValue;
            for (var attempt = 0; attempt < 100 && allocated != 0; attempt++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                for (var round = 0; round < Rounds / Batches; round++)
                    Round();
                allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            }

            Assert.True(allocated == 0, $"{name}, {typeof(T).Name}, {workspace.Threads} threads: {Rounds / Batches} rounds allocated {allocated} bytes");
        }
    }
}

/// <summary>Tests that measure the whole process run alone.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneDefinition;
