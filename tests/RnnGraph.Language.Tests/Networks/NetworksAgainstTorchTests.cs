using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Language.Tests.Networks;

/// <summary>Whole networks against PyTorch's autograd over a plain restatement, scripts/vectors/networks.py: loss, every output, final state and gradient.</summary>
public class NetworksAgainstTorchTests
{
    private static readonly Dictionary<string, Action<NetworkBuilder, Size, Size>> Networks = new(StringComparer.Ordinal)
    {
        ["translator"] = Translator.Define,
        ["tagger"] = Tagger.Define,
        ["classifier"] = Classifier.Define,
    };

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var name in Networks.Keys)
        {
            for (var at = 0; at < Vectors(name).Cases.Length; at++)
            {
                cases.Add(name, at);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_network_computes_what_PyTorch_computes(string name, int at)
    {
        var vectors = Vectors(name);
        vectors.AssertInterpreted(Recording.Network(net => Networks[name](net, vectors.Sizes["n"], vectors.Sizes["m"])), at);
    }

    private static NetworkVectors Vectors(string name) => NetworkVectors.Load(Repository.PathTo("tests", "RnnGraph.Language.Tests", "Vectors", name + ".json"));
}
