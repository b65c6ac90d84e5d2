using CharRnn.Networks;
using SequenceShapes.Networks;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>The ids of the catalogue that are networks: the definitions of the samples where there is one, so that what users copy is what is checked.</summary>
internal static class CatalogueNetworks
{
    public static IReadOnlyDictionary<string, NetworkDefinition> All { get; } = new Dictionary<string, NetworkDefinition>(StringComparer.Ordinal)
    {
        ["app-conditioned"] = NetworkDefinition.Of<Describer, DescriberSingle, DescriberDouble>(),
        ["app-frames"] = NetworkDefinition.Of<FrameLabeller, FrameLabellerSingle, FrameLabellerDouble>(),
        ["app-scanline"] = NetworkDefinition.Of<ScanlineReader, ScanlineReaderSingle, ScanlineReaderDouble>(),
        ["app-tagging"] = NetworkDefinition.Of<Tagger, TaggerSingle, TaggerDouble>(),
        ["bidirectional-concat"] = NetworkDefinition.Of<BidirectionalConcat, BidirectionalConcat, BidirectionalConcatDouble>(),
        ["bidirectional-sum"] = NetworkDefinition.Of<BidirectionalSum, BidirectionalSum, BidirectionalSumDouble>(),
        ["char-lm"] = NetworkDefinition.Of<CharNetwork, CharNetwork, CharNetworkDouble>(),
        ["hello"] = NetworkDefinition.Of<Hello, Hello, HelloDouble>(),
        ["shape-encoder-decoder"] = NetworkDefinition.Of<Rewriter, Rewriter, RewriterDouble>(),
        ["shape-in-step"] = NetworkDefinition.Of<Echo, EchoSingle, EchoDouble>(),
        ["shape-many-to-one"] = NetworkDefinition.Of<Adder, AdderSingle, AdderDouble>(),
        ["shape-one-to-many"] = NetworkDefinition.Of<Counter, CounterSingle, CounterDouble>(),
        ["shape-one-to-one"] = NetworkDefinition.Of<OneToOne, OneToOne, OneToOneDouble>(),
    };
}
