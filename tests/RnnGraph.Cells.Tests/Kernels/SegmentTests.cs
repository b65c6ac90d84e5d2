using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>
/// Runs in less memory than all steps take: every number of segments that saves some, against the run that keeps all steps. What a forward run gives has the same bits; gradients are
/// added up in another order, so that they agree as far as rounding lets sums of a few hundred products.
/// </summary>
public sealed class SegmentTests
{
    private static readonly int[] Ragged = [14, 0, 9, 1, 7, 14, 2, 8, 13];

    public static TheoryData<string> Definitions => Definition.Names;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Any_number_of_segments_says_what_all_steps_say(string name)
    {
        var definition = Definition.Find(name);
        Compare(definition, Compiled.Single, 14, Ragged, Agreement.SingleTolerance);
        Compare(definition, Compiled.Double, 14, Ragged, Agreement.DoubleTolerance);
        Compare(definition, Compiled.Single, 5, [5, 5, 5], Agreement.SingleTolerance);
        Compare(definition, Compiled.Single, 1, [1, 0], Agreement.SingleTolerance);
        Compare(definition, Compiled.Single, 0, [0, 0], Agreement.SingleTolerance);
    }

    /// <summary>Cells have no scan in reverse, so that all of them can be cut, down to where checkpoints take more than they save.</summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_cell_can_be_cut(string name)
    {
        var cell = Compiled.Single(Definition.Find(name), Definition.Find(name).Sizes(Vector<float>.Count + 1));
        Assert.InRange(SegmentedWorkspaces.Least(cell, 100, 3).SegmentSteps, 1, 25);
    }

    private static void Compare<T>(Definition definition, Func<Definition, int[], RecurrentCell<T>> make, int steps, int[] lengths, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sizes = definition.Sizes(Vector<T>.Count + 1);
        var (data, _) = new ReferenceCell(definition, sizes).DrawAndRun(steps, lengths, inFloat: typeof(T) == typeof(float));
        var cell = make(definition, sizes);
        var whole = CompiledRun.Execute(cell, data);
        var alone = SegmentedWorkspaces.Of(cell, steps, lengths.Length).ToList();
        var together = SegmentedWorkspaces.Of(cell, steps, lengths.Length, threads: 3).ToList();
        foreach (var (workspace, threaded) in alone.Zip(together))
        {
            var about = $"{definition.Name}, {typeof(T).Name}, {steps} steps, {workspace.SegmentSteps} at a time";
            var found = CompiledRun.Execute(cell, workspace, data);
            Agreement.AssertSameBits(Forward(whole), Forward(found), about);
            Agreement.AssertEqual(whole, found, tolerance, about);
            Agreement.AssertSameBits(found, CompiledRun.Execute(cell, threaded, data), about + ", three threads");
            Agreement.AssertSameBits(found, CompiledRun.Execute(cell, workspace, data), about + ", once more in the same workspace");
        }
    }

    private static RunResult Forward(RunResult result) => new() { Outputs = result.Outputs, Final = result.Final };
}
