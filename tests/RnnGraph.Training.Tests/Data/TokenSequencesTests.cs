namespace RnnGraph.Training.Tests.Data;

/// <summary>Sequences of tokens between marks, and streams of tokens with carried states.</summary>
public sealed class TokenSequencesTests
{
    private static readonly ReadOnlyMemory<int>[] Names = [new[] { 1, 2 }, new[] { 3 }, Array.Empty<int>()];

    [Fact]
    public void Each_token_is_predicted_and_the_end()
    {
        // A network that always says the logits ln 1 … ln 5 loses ln 15 − ln(token + 1) for each target.
        var network = new Readme.NextCharacter(5, 3);
        foreach (var parameter in network.Parameters)
            network.Parameters.Write(parameter.Name, new float[parameter.Size]);
        network.Parameters.Write("out.b", [.. Enumerable.Range(1, 5).Select(i => (float)Math.Log(i))]);
        var source = new TokenSequences<float>(Names, mark: 0, rows: 2, seed: 1);
        int[] targets = [1, 2, 0, 3, 0, 0];
        Assert.Equal(targets.Average(token => Math.Log(15.0 / (token + 1))), new HeldOut<float>(network, source).Loss(), 1e-6); // float's logarithms of about 3
    }

    [Fact]
    public void A_mark_within_a_sequence_or_no_sequence_or_too_many_rows_are_refused()
    {
        Assert.StartsWith("Expected sequences without the mark 3, sequence 1 has it.", Assert.Throws<ArgumentException>(() => new TokenSequences<float>(Names, 3, 1, null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected one sequence or more, given none.", Assert.Throws<ArgumentException>(() => new TokenSequences<float>([], 3, 1, null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected batches of at most 2147483591 values, given 2147483647 rows of 3 steps of 1.",
            Assert.Throws<ArgumentException>(() => new TokenSequences<float>(Names, 0, int.MaxValue, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Streams_start_anew_together_at_the_beginning_and_one_by_one_later()
    {
        var streams = new TokenStreams<float>(Enumerable.Range(0, 41).ToArray(), rows: 2, length: 4, blocksCarried: 3);
        var anew = new List<string>();
        for (var block = 0; block < 7; block++)
        {
            streams.Next();
            anew.Add(string.Concat(Enumerable.Range(0, 2).Select(row => streams.StartsAnew(row) ? '1' : '0')));
        }

        Assert.Equal(["11", "01", "00", "10", "01", "11", "10"], anew); // twenty tokens a stream are five blocks
    }
}
