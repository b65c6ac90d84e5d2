using SequenceShapes;
using SequenceShapes.Tasks;

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
    public void Tasks_that_draw_other_sequences_are_told_apart()
    {
        Assert.Equal("AddingTask, 3 rows of 100 steps, of any length", new AddingTask(3, 1, ofFullLength: false).Description["task"]);
        Assert.Equal("AddingTask, 3 rows of 100 steps, all of this length", new AddingTask(3, 1, ofFullLength: true).Description["task"]);
        Assert.NotEqual(new ParityTask(3, 1, ofFullLength: false).Description, new ParityTask(3, 1, ofFullLength: true).Description);
        Assert.Equal("AdditionTask, 3 rows of 5 and 3 steps, to train on", new AdditionTask(3, 1, ofHeldOut: false).Description["task"]);
        Assert.Equal("AdditionTask, 3 rows of 5 and 3 steps, held out", new AdditionTask(3, 1, ofHeldOut: true).Description["task"]);
    }

    [Fact]
    public void A_task_has_no_position_of_another_count_of_numbers()
    {
        var task = new EchoTask(3, 1);
        Assert.Equal("position", Assert.Throws<ArgumentException>(() => task.Resume([])).ParamName);
        Assert.Equal("position", Assert.Throws<ArgumentException>(() => task.Resume([1, 2])).ParamName);
    }

    [Fact]
    public void All_shapes_are_shown() =>
        Assert.Superset(
            new HashSet<string>(["many to one", "one to many", "many to many, in step", "encoder and decoder", "bidirectional"], StringComparer.Ordinal),
            Demonstration.All.Select(demonstration => demonstration.Shape).ToHashSet(StringComparer.Ordinal));
}
