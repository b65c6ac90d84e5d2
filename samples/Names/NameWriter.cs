using RnnGraph;
using RnnGraph.Training;

namespace Names;

/// <summary>Writes names, character by character, as a network says.</summary>
internal sealed class NameWriter(NameNetwork network, NameList names, double temperature, RandomStream random)
{
    /// <summary>No name goes on for longer, however the network is trained.</summary>
    private const int Longest = 50;

    private readonly float[] logits = new float[names.Tokens];

    /// <summary>One more name.</summary>
    public string Write()
    {
        var state = network.CreateState(1);
        var written = new List<int>();
        for (var last = names.Mark; written.Count < Longest; written.Add(last))
        {
            network.Step(new Inputs<float>([last]).AndTokens([]), logits, state);
            last = TokenDraw.Draw(logits, temperature, random);
            if (last == names.Mark)
                break;
        }

        return names.Characters.Decode([.. written]);
    }
}
