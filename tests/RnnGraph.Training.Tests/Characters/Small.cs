namespace RnnGraph.Training.Tests.Characters;

/// <summary>A small text and model for tests of the trainer.</summary>
internal static class Small
{
    /// <summary>2,000 characters in which each next one hangs on more than the one before.</summary>
    public static string Text { get; } = string.Concat(Enumerable.Range(0, 200).Select(i => (i * i % 7) switch { 0 => "ab, abc; ü", 1 => "the cat\nsa", 2 => "t. and the", _ => "n some; 🙂." }));

    public static CharTrainingSettings Settings { get; } = new() { Batch = 10, Length = 8, EvaluateEvery = 5, Seed = 3 };

    /// <summary>The fewest parameters that a run can have.</summary>
    public static CharTrainer Tiny()
    {
        const string Few = "abbabbaabb";
        var vocabulary = Vocabulary.Of(Few);
        return new(CharRnn.NetworkCatalogue.Create("vanilla", vocabulary, 1, 1), new(vocabulary.Encode(Few)), new() { Batch = 1, Length = 2, EvaluateEvery = 1 });
    }

    public static CharTrainer Trainer(CharTrainingSettings? settings = null, int threads = 1, int hidden = 12, int layers = 2, string? text = null)
    {
        var vocabulary = Vocabulary.Of(text ?? Text);
        return new(CharRnn.NetworkCatalogue.Create("lstm", vocabulary, hidden, layers), new(vocabulary.Encode(text ?? Text)), settings ?? Settings, threads);
    }
}
