using System.Numerics.Tensors;
using RnnGraph;

namespace Translate;

/// <summary>Translates sentences: each word is the likeliest after those written before.</summary>
internal sealed class Writer(Translator network, Corpus corpus, int longest)
{
    /// <summary>The translation of each sentence.</summary>
    public IReadOnlyList<string> Write(IReadOnlyList<string> french)
    {
        var sources = french.Select(corpus.French.Encode).ToArray();
        var (rows, steps) = (sources.Length, sources.Max(source => source.Length));
        var (read, lengths) = (new int[steps * rows], sources.Select(source => source.Length).ToArray());
        for (var row = 0; row < rows; row++)
        {
            for (var step = 0; step < lengths[row]; step++)
                read[(step * rows) + row] = sources[row][step];
        }

        var tokens = corpus.Mark + 1;
        var before = new int[longest * rows];
        before.AsSpan().Fill(corpus.Mark);
        var logits = new float[longest * rows * tokens];
        var workspace = network.CreateWorkspace(new Steps(steps, longest), rows, Mode.Evaluate);
        var ends = Enumerable.Repeat(longest, rows).ToArray();
        for (var step = 0; step < longest; step++)
        {
            // all steps once more, of which the sentence needs a few: what comes before is the same
            network.Forward(workspace, new Inputs<float>(read.AsSpan()).AndTokens(before).AndTokens([]), logits, null, new Lengths(lengths, Enumerable.Repeat(step + 1, rows).ToArray()));
            for (var row = 0; row < rows; row++)
            {
                var word = TensorPrimitives.IndexOfMax<float>(logits.AsSpan(((step * rows) + row) * tokens, tokens));
                if (word == corpus.Mark)
                    ends[row] = Math.Min(ends[row], step);
                if (step + 1 < longest)
                    before[((step + 1) * rows) + row] = word;
            }
        }

        // the word chosen at a step stands before the next one; the last has none
        return [.. Enumerable.Range(0, rows).Select(row => corpus.English.Decode(Enumerable.Range(1, Math.Min(ends[row], longest - 1)).Select(step => before[(step * rows) + row])))];
    }
}
