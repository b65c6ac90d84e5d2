namespace RnnGraph.Training;

/// <summary>Lets a character model write text: one streaming step a character, each drawn from softmax(logits / temperature).</summary>
public sealed class CharSampler
{
    private readonly CharModel model;
    private readonly float[] logits;

    /// <summary>A sampler of a model.</summary>
    public CharSampler(CharModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        logits = new float[model.Vocabulary.Count];
    }

    /// <summary>Text that goes on after a prompt.</summary>
    /// <param name="prompt">What stands before, one character or more.</param>
    /// <param name="count">How many characters to write.</param>
    /// <param name="temperature">1: as the model says; smaller: safer; 0: always the likeliest character.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <exception cref="UnknownCharacterException">The prompt holds a character that the model doesn't know.</exception>
    public string Sample(string prompt, int count, double temperature, RandomStream random)
    {
        ArgumentException.ThrowIfNullOrEmpty(prompt);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(temperature);
        ArgumentNullException.ThrowIfNull(random);
        var state = model.Network.CreateState(1);
        var before = model.Vocabulary.Encode(prompt);
        foreach (var token in before.AsSpan(0, before.Length - 1))
            Step(token, state);
        var written = new int[count];
        var last = before[^1];
        for (var at = 0; at < count; at++)
        {
            Step(last, state);
            last = TokenDraw.Draw(logits, temperature, random);
            written[at] = last;
        }

        return model.Vocabulary.Decode(written);
    }

    private void Step(int token, CellState<float> state) => model.Network.Step(new Inputs<float>([token]).AndTokens([]), logits, state);
}
