namespace RnnGraph.Training.Tests.Data;

/// <summary>Pairs of sequences along two time axes.</summary>
public sealed class TokenPairsTests
{
    private static readonly (ReadOnlyMemory<int> Source, ReadOnlyMemory<int> Target)[] Pairs =
    [
        (new[] { 2, 0, 2 }, new[] { 1, 2 }),
        (Array.Empty<int>(), new[] { 3 }),
        (new[] { 1 }, Array.Empty<int>()),
    ];

    [Fact]
    public void Sources_are_read_within_their_lengths_and_each_token_of_the_target_and_its_end_is_predicted()
    {
        var network = new PairReader(3, 4);
        network.Parameters.Write("token.E", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
        float[] logits = [.. Enumerable.Range(1, 16).Select(i => (float)Math.Log(i))];
        network.Parameters.Write("out.W", logits);
        network.Parameters.Write("out.b", new float[4]);

        // How often each token stands in the source, row by row; the last batch has a row left over.
        var source = new TokenPairs<float>(Pairs, mark: 0, rows: 2, seed: null);
        Assert.Equal(2, source.BatchesPerPass);
        Assert.Equal([[1, 0, 2, 0, 0, 0], [0, 1, 0, 0, 0, 0]], [Sums(), Sums()]);

        // Of (before, next): p = exp W[next, before] / Σ exp W[·, before].
        (int Before, int Next)[] steps = [(0, 1), (1, 2), (2, 0), (0, 3), (3, 0), (0, 0)];
        var expected = steps.Average(step => Math.Log(Enumerable.Range(0, 4).Sum(next => (next * 4) + step.Before + 1)) - Math.Log((step.Next * 4) + step.Before + 1));
        Assert.Equal(expected, new HeldOut<float>(network, new TokenPairs<float>(Pairs, 0, 2, seed: 3)).Loss(), 1e-6); // float's logarithms of about 3

        float[] Sums()
        {
            source.Next();
            var sums = new float[2 * 3];
            network.Forward(network.CreateWorkspace(source.Steps, source.Rows, Mode.Evaluate), source.Inputs, new Outputs<float>(sums, default), null, source.Lengths);
            return sums;
        }
    }

    [Fact]
    public void A_mark_within_a_target_or_no_pair_is_refused_and_other_pairs_are_told_apart()
    {
        Assert.StartsWith("Expected targets without the mark 3, that of pair 1 has it.", Assert.Throws<ArgumentException>(() => new TokenPairs<float>(Pairs, 3, 1, null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected one pair or more, given none.", Assert.Throws<ArgumentException>(() => new TokenPairs<float>([], 3, 1, null)).Message, StringComparison.Ordinal);
        var cutElsewhere = new (ReadOnlyMemory<int>, ReadOnlyMemory<int>)[] { (new[] { 2, 0 }, new[] { 2, 1, 2 }), Pairs[1], Pairs[2] };
        Assert.NotEqual(new TokenPairs<float>(Pairs, 0, 1, null).Description["data"], new TokenPairs<float>(cutElsewhere, 0, 1, null).Description["data"]);
    }
}
