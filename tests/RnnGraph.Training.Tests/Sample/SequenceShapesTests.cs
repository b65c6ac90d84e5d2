using SequenceShapes;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>Every shape of sequences learns a task that needs it. The two that take longest, adding over 100 steps and addition as text, are left to the sample itself.</summary>
public sealed class SequenceShapesTests
{
    private static readonly string[] Longest = ["adding", "addition"];

    public static TheoryData<string> Short => new(Demonstration.All.Select(demonstration => demonstration.Name).Except(Longest));

    [Theory]
    [MemberData(nameof(Short))]
    public void It_learns(string name)
    {
        var demonstration = Demonstration.All.Single(demonstration => demonstration.Name == name);
        var result = demonstration.Run(seed: 1, threads: 1);
        Assert.True(result.IsReached, $"{name}: {result.Measure} after {result.Updates} updates; the goal is {demonstration.Goal}");
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var demonstration = Demonstration.All.Single(demonstration => demonstration.Name == "parity");
        Assert.Equal(demonstration.Run(seed: 2, threads: 1).Measure, demonstration.Run(seed: 2, threads: 2).Measure);
    }

    [Fact]
    public void All_shapes_are_shown() =>
        Assert.Superset(
            new HashSet<string>(["many to one", "one to many", "many to many, in step", "encoder and decoder", "bidirectional"], StringComparer.Ordinal),
            Demonstration.All.Select(demonstration => demonstration.Shape).ToHashSet(StringComparer.Ordinal));
}
