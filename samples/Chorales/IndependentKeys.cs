using RnnGraph.Training;

namespace Chorales;

/// <summary>The least that a model must beat: each key by itself, as often as in the training data, whatever sounded before.</summary>
internal static class IndependentKeys
{
    /// <summary>Nats per frame of some music, −Σ over keys of q·ln p + (1 − q)·ln(1 − p): p a key's share of the training frames, q its share of these.</summary>
    public static double Loss(Polyphony training, Polyphony music)
    {
        var (expected, counts) = (Counts(training), Counts(music));
        return Enumerable.Range(0, counts.Length).Sum(key => Loss((double)expected[key] / training.Frames, (double)counts[key] / music.Frames, 0.5 / training.Frames));
    }

    // What never happened, or always, in training and not so here would cost infinitely much: it is taken to have happened, or not, in half a frame.
    private static double Loss(double p, double q, double half)
    {
        var sounds = q == 0 ? 0 : q * Math.Log(Math.Max(p, half));
        var rests = q == 1 ? 0 : (1 - q) * Math.Log(1 - Math.Min(p, 1 - half));
        return -(sounds + rests);
    }

    private static int[] Counts(Polyphony music)
    {
        var counts = new int[music.Keys];
        for (var piece = 0; piece < music.Pieces; piece++)
        {
            for (var frame = 0; frame < music.LengthOf(piece); frame++)
            {
                foreach (var key in music.Sounding(piece, frame))
                    counts[key]++;
            }
        }

        return counts;
    }
}
