using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests.Networks;

public class NetworkTextTests
{
    [Fact]
    public Task An_encoder_and_decoder_read_like_their_definition()
    {
        var net = new NetworkBuilder();
        Translator.Define(net, net.DeclareSize("vocabulary"), net.DeclareSize("hidden"));
        var forward = net.Build("Translator");
        var adjoint = Differentiation.Differentiate(forward);
        foreach (var graph in new[] { forward, adjoint })
        {
            GraphVerifier.Verify(graph);
            Assert.Equal(GraphText.Print(graph), GraphText.Print(GraphText.Parse(GraphText.Print(graph))));
        }

        return Verifier.Verify([new Target("txt", GraphText.Print(forward), "forward"), new Target("txt", GraphText.Print(adjoint), "adjoint")]);
    }
}
