using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Language.Tests.Definitions;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>Which scans may run beside one another.</summary>
public class OverlapTests
{
    [Theory]
    [InlineData("stacked", "3 behind", "3 behind", 3)]
    [InlineData("dropout", "2 behind", "3 behind", 0)] // A mean over time is a scan by itself on the way back.
    [InlineData("bidirectional", "2 beside", "2 beside", 2)]
    [InlineData("summed directions", "2 beside", "2 beside", 2)]
    [InlineData("directions of two layers", "2 beside, 2 beside", "2 beside, 2 beside", 2)]
    [InlineData("directions that share parameters", "2 beside", "", 0)]
    [InlineData("encoder and decoder", "", "", 0)]
    [InlineData("pooled", "", "", 0)]
    public void These_scans_overlap(string name, string forward, string backward, int leastStages)
    {
        var schedule = GraphLowering.Lower(Pipeline.Prepare(NetworkCatalogue.Bound(name)));
        Assert.Equal(forward, Describe(schedule.Forward));
        Assert.Equal(backward, Describe(schedule.Backward));
        Assert.Equal(leastStages, schedule.LeastStages);
    }

    /// <summary>A layer's stage is its scan, before it the product of its input.</summary>
    [Fact]
    public void A_layer_goes_with_the_product_of_its_input()
    {
        var overlap = GraphLowering.Lower(Pipeline.Prepare(NetworkCatalogue.Bound("stacked"))).Forward.OfType<OverlapStep>().Single();
        Assert.All(overlap.Stages, stage => Assert.IsType<LoopStep>(stage[^1]));
        Assert.All(overlap.Stages.Skip(1), stage => Assert.Contains(Schedule.Open(stage), step => step is ProductStep { Extent: Extent.Steps }));
    }

    private static string Describe(IEnumerable<ScheduleStep> steps) =>
        string.Join(", ", steps.OfType<OverlapStep>().Select(overlap => $"{overlap.Stages.Count} {(overlap.Follows is null ? "beside" : "behind")}"));
}
