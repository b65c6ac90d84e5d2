using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Draws tokens as a model that gives logits says.</summary>
public static class TokenDraw
{
    /// <summary>A token drawn from softmax(logits / temperature).</summary>
    /// <param name="logits">One for each token, 1 or more.</param>
    /// <param name="temperature">1: as the model says; smaller: safer; 0: always the likeliest token.</param>
    /// <param name="random">Where chance comes from; at temperature 0 nothing is drawn.</param>
    public static int Draw(ReadOnlySpan<float> logits, double temperature, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(temperature);
        ArgumentNullException.ThrowIfNull(random);
        var likeliest = TensorPrimitives.IndexOfMax(logits);
        if (temperature == 0)
            return likeliest;
        var weights = new double[logits.Length];
        for (var token = 0; token < weights.Length; token++)
            weights[token] = Math.Exp((logits[token] - logits[likeliest]) / temperature);
        var left = random.NextDouble() * weights.Sum();
        for (var token = 0; token < weights.Length; token++)
        {
            left -= weights[token];
            if (left < 0)
                return token;
        }

        return likeliest; // rounding may leave a little over
    }
}
