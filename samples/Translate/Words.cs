namespace Translate;

/// <summary>The words of a language, numbered; a word that isn't among them is the unknown one.</summary>
internal sealed class Words
{
    private const string Unknown = "?";

    private readonly List<string> words = [Unknown];
    private readonly Dictionary<string, int> tokens = new(StringComparer.Ordinal);

    /// <summary>The words that stand in some sentences twice or more: of what stands there once, nothing can be learnt that helps elsewhere.</summary>
    public Words(IEnumerable<string> sentences)
    {
        words.AddRange(sentences.SelectMany(Split).GroupBy(word => word, StringComparer.Ordinal).Where(word => word.Skip(1).Any()).Select(word => word.Key).Order(StringComparer.Ordinal));
        for (var token = 0; token < words.Count; token++)
            tokens[words[token]] = token;
    }

    /// <summary>How many there are, the unknown one included.</summary>
    public int Count => words.Count;

    /// <summary>A sentence's words.</summary>
    public static string[] Split(string sentence) => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A sentence as tokens.</summary>
    public int[] Encode(string sentence) => Array.ConvertAll(Split(sentence), word => tokens.GetValueOrDefault(word));

    /// <summary>Tokens as a sentence.</summary>
    public string Decode(IEnumerable<int> sentence) => string.Join(' ', sentence.Select(token => words[token]));
}
