using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Tokens stand for one-hot rows.</summary>
public sealed class TokenTests
{
    private const int Steps = 6;
    private const int Batch = 5;
    private const int Symbols = 11;
    private const int Hidden = 19;

    [Fact]
    public void TokensAreOneHotRows()
    {
        var cell = new Lstm(Symbols, Hidden);
        var random = new Random(3);
        var tokens = Enumerable.Range(0, Steps * Batch).Select(_ => random.Next(Symbols)).ToArray();
        var dense = new float[tokens.Length * Symbols];
        for (var i = 0; i < tokens.Length; i++)
            dense[(i * Symbols) + tokens[i]] = 1;
        float[] dy = [.. Enumerable.Range(0, tokens.Length * Hidden).Select(_ => random.NextSingle())];
        float[] y1 = new float[dy.Length], y2 = new float[dy.Length];
        Gradients<float> g1 = cell.CreateGradients(), g2 = cell.CreateGradients();
        var workspace = cell.CreateWorkspace(Steps, Batch);
        cell.Forward(workspace, dense, y1);
        cell.Backward(workspace, dy, Outputs<float>.None, null, g1);
        cell.Forward(workspace, tokens, y2);
        cell.Backward(workspace, dy, Outputs<float>.None, null, g2);

        // A product with zeros and a one adds exact zeros: the bits are those of the gather.
        Assert.Equal(y1, y2);
        Assert.Equal(g1.Values.ToArray(), g2.Values.ToArray());

        var evaluation = cell.CreateWorkspace(Steps, Batch, Mode.Evaluate, threads: 2);
        cell.Forward(evaluation, tokens, y2);
        Assert.Equal(y1, y2);
    }

    [Fact]
    public void GradientOfTokensIsRefused()
    {
        var cell = new Lstm(Symbols, Hidden);
        var workspace = cell.CreateWorkspace(1, 1);
        cell.Forward(workspace, new int[1], Outputs<float>.None);
        var error = Assert.Throws<ArgumentException>(() => cell.Backward(workspace, default, new float[Symbols], null, cell.CreateGradients()));
        Assert.Contains("tokens", error.Message, StringComparison.Ordinal);
    }
}
