namespace RnnGraph.Training.Tests.Hello;

/// <summary>A vanilla network learns "hello": "ello" from "hell". The two l's look alike and go on differently, so that it can't without what it carries
/// from step to step.</summary>
public sealed class HelloTests
{
    private const string Learnt = "hello";

    private static readonly Vocabulary Letters = Vocabulary.Of(Learnt);
    private static readonly int[] Inputs = Letters.Encode(Learnt[..^1]);
    private static readonly int[] Targets = Letters.Encode(Learnt[1..]);

    /// <summary>Without recurrence the output after "l" is one distribution p for both l's, and their losses −ln p(l) − ln p(o) are least at p = ½ each:
    /// 2 ln 2 over the four characters, ½ ln 2 in the mean.</summary>
    private static readonly double Bound = 0.5 * Math.Log(2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_predicts_ello_from_hell(int seed)
    {
        var (cell, loss) = Train((ulong)seed, recurrent: true);
        Assert.InRange(loss, 0, 0.05);
        Assert.Equal("ello", Predict(cell));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_recurrence_it_can_not(int seed)
    {
        var (cell, loss) = Train((ulong)seed, recurrent: false);
        Assert.InRange(loss, Bound - 1e-6, Bound + 0.05); // it gets near the bound (float's rounding below it), and not under it
        Assert.NotEqual("ello", Predict(cell));
    }

    private static (HelloCell Cell, double Loss) Train(ulong seed, bool recurrent)
    {
        var cell = new HelloCell();
        cell.Initialize(seed);
        if (!recurrent)
            cell.Parameters.Write("h.U", new float[9]);
        var workspace = cell.CreateWorkspace(Inputs.Length, 1);
        var logits = new float[Inputs.Length * Letters.Count];
        Gradients<float>[] gradients = [cell.CreateGradients()];
        var adam = new Adam<float>(new AdamSettings(0.05), cell);
        var loss = double.NaN;
        for (var step = 0; step < 300; step++)
        {
            gradients[0].Clear();
            cell.Forward(workspace, Inputs, logits);
            loss = SoftmaxCrossEntropy.LossAndGradient<float>(logits, Targets, logits, 1f / Targets.Length) / Targets.Length;
            cell.Backward(workspace, logits, Outputs<float>.None, null, gradients[0]);
            if (!recurrent)
                gradients[0].Write("h.U", new float[9]); // U stays 0
            adam.Step(gradients);
        }

        return (cell, loss);
    }

    private static string Predict(HelloCell cell)
    {
        var state = cell.CreateState(1);
        var logits = new float[Letters.Count];
        return string.Concat(Inputs.Select(token =>
        {
            cell.Step(new Inputs<float>([token]), logits, state);
            return Letters.Decode([Array.IndexOf(logits, logits.Max())]);
        }));
    }
}
