namespace RnnGraph.Training.Tests.Text;

public sealed class BatchStreamsTests
{
    private readonly int[] inputs = new int[6];
    private readonly int[] targets = new int[6];

    [Fact]
    public void Every_stream_is_a_contiguous_part_and_goes_on_from_call_to_call()
    {
        var streams = new BatchStreams(Enumerable.Range(0, 17).ToArray(), batch: 2, length: 3);

        Assert.Equal(8, streams.StreamLength);
        Assert.True(streams.Next(inputs, targets));
        Assert.Equal([0, 8, 1, 9, 2, 10], inputs);
        Assert.Equal([1, 9, 2, 10, 3, 11], targets);
        Assert.False(streams.Next(inputs, targets));
        Assert.Equal([3, 11, 4, 12, 5, 13], inputs);
        Assert.Equal(6, streams.Position);
        Assert.True(streams.Next(inputs, targets)); // two tokens are left of each stream, too few: anew
        Assert.Equal([0, 8, 1, 9, 2, 10], inputs);
    }

    [Fact]
    public void A_position_resumes_a_stopped_run()
    {
        var text = Enumerable.Range(0, 17).ToArray();
        var resumed = new BatchStreams(text, batch: 2, length: 3) { Position = 3 };

        Assert.False(resumed.Next(inputs, targets));
        Assert.Equal([3, 11, 4, 12, 5, 13], inputs);
        Assert.Throws<ArgumentOutOfRangeException>(() => resumed.Position = 9);
        Assert.Throws<ArgumentOutOfRangeException>(() => resumed.Position = -1);
    }

    [Fact]
    public void A_text_too_short_is_refused()
    {
        _ = new BatchStreams(new int[7], batch: 2, length: 3);
        var error = Assert.Throws<ArgumentException>(() => new BatchStreams(new int[6], batch: 2, length: 3));
        Assert.StartsWith("the training part of the text has 6 characters, expected at least 7 for 2 streams of 3 steps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        var streams = new BatchStreams(new int[7], batch: 2, length: 3);
        Assert.StartsWith("Expected 3 × 2 tokens, given 5.", Assert.Throws<ArgumentException>(() => streams.Next(new int[5], targets)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_tenth_is_held_out()
    {
        var split = new TextSplit(new int[25]);
        Assert.Equal(23, split.TrainingLength);
        Assert.Equal(23, split.Training.Length);
        Assert.Equal(2, split.HeldOutLength);
        Assert.Throws<ArgumentException>(() => new TextSplit(new int[9]));
    }
}
