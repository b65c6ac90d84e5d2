using RnnGraph.Cells.Tests.Catalogued.Networks;
using RnnGraph.Training;

namespace RnnGraph.Cells.Tests.Catalogued.Claims;

/// <summary>
/// A vanilla network of 4 letters and 3 units learns "hello": "ello" from "hell". The two l's look alike and go on differently, so that it can't without what it carries from step
/// to step.
/// </summary>
internal static class LearningHello
{
    private const string Learnt = "hello";

    private static readonly Vocabulary Letters = Vocabulary.Of(Learnt);
    private static readonly int[] Seen = Letters.Encode(Learnt[..^1]);
    private static readonly int[] Next = Letters.Encode(Learnt[1..]);

    /// <summary>
    /// Without recurrence the output after "l" is one distribution p for both l's, and their losses −ln p(l) − ln p(o) are least at p = ½ each: 2 ln 2 over the four
    /// letters, ½ ln 2 in the mean.
    /// </summary>
    private static readonly double Bound = 0.5 * Math.Log(2);

    /// <summary>With recurrence and without, each from three seeds.</summary>
    public static void Check()
    {
        foreach (var seed in new ulong[] { 1, 2, 3 })
        {
            var (learnt, loss) = Train(seed, recurrent: true);
            Assert.InRange(loss, 0, 0.05);
            Assert.Equal("ello", Predict(learnt));

            (learnt, loss) = Train(seed, recurrent: false);
            Assert.InRange(loss, Bound - 1e-6, Bound + 0.05); // it gets near the bound (float's rounding below it), and not under it
            Assert.NotEqual("ello", Predict(learnt));
        }
    }

    private static (Hello Network, double Loss) Train(ulong seed, bool recurrent)
    {
        var network = new Hello(Letters.Count, 3);
        network.Initialize(seed);
        if (!recurrent)
            network.Parameters.Write("rnn.h.U", new float[9]);
        var workspace = network.CreateWorkspace(Seen.Length, 1);
        Gradients<float>[] gradients = [network.CreateGradients()];
        var adam = new Adam<float>(new AdamSettings(0.05), network);
        for (var step = 0; step < 300; step++)
        {
            gradients[0].Clear();
            network.Forward(workspace, new Inputs<float>(Seen).AndTokens(Next), Outputs<float>.None);
            network.Backward(workspace, default, Outputs<float>.None, null, gradients[0]);
            if (!recurrent)
                gradients[0].Write("rnn.h.U", new float[9]); // U stays 0
            adam.Step(gradients);
        }

        return (network, workspace.Loss);
    }

    /// <summary>Letter by letter, the most likely next one.</summary>
    private static string Predict(Hello network)
    {
        var state = network.CreateState(1);
        var logits = new float[Letters.Count];
        return string.Concat(Seen.Select(letter =>
        {
            network.Step(new Inputs<float>([letter]).And([]), logits, state);
            return Letters.Decode([Array.IndexOf(logits, logits.Max())]);
        }));
    }
}
