using System.Globalization;
using RnnGraph.Differentiating;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

public class GraphTextTests
{
    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Print_parse_print_is_the_same_text(string name)
    {
        var text = GraphText.Print(Recording.Symbolic(Catalogue.All[name]));

        Assert.Equal(text, GraphText.Print(GraphText.Parse(text)));
    }

    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(1f / 3f, "0.33333334")]
    [InlineData(16777217f, "16777216")]
    [InlineData(1.17549435E-38f, "1.1754944E-38")]
    [InlineData(-3f, "-3")]
    public void A_number_prints_as_short_as_it_parses_back(float value, string text)
    {
        Assert.Equal(text, NumberText.Print(value));
        Assert.Equal(value, NumberText.Parse(text));
    }

    [Fact]
    public void Random_numbers_parse_back_to_the_same_bits()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            var value = i % 2 == 0 ? single : random.NextDouble();
            Assert.Equal(value, NumberText.Parse(NumberText.Print(value)));
        }
    }

    [Fact]
    public void Culture_does_not_reach_the_text()
    {
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        foreign.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "minus " };
        var invariant = GraphText.Print(Recording.Symbolic(Half));
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = foreign;
            Assert.Equal(invariant, GraphText.Print(Recording.Symbolic(Half)));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }

        static void Half(CellBuilder cell, Size input, Size hidden)
        {
            var h = cell.State("h", hidden);
            cell.Next(h, Op.Clip((h * -0.25f) + cell.Dense("n", hidden, cell.Input("x", input)), -1.5f, 0.3f));
            cell.Output("y", h.Next);
        }
    }

    [Fact]
    public void The_documentation_shows_what_is_printed()
    {
        static void Rnn(CellBuilder cell, Size input, Size hidden)
        {
            var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
            cell.Next(h, Op.Tanh(cell.Affine("n", hidden, x, h)));
            cell.Output("y", h.Next);
        }

        static void Reader(NetworkBuilder net, Size words, Size hidden)
        {
            var reader = net.Scan("read", cell => Rnn(cell, words, hidden), net.Tokens("text", words, net.Time("source")).OneHot);
            var logits = net.Dense("out", 2, net.MeanOverTime(reader["y"]));
            net.Output("logits", logits);
            net.Loss("loss", net.SigmoidCrossEntropy(logits, net.Vector("keys", 2)));
        }

        var page = File.ReadAllText(Repository.PathTo("docs", "graph-text.md")).ReplaceLineEndings("\n");

        Assert.Equal(GraphText.Print(Recording.Symbolic(Rnn, "Rnn")), page.Split("```\n")[1]);
        Assert.Equal(GraphText.Print(Recording.Network(net => Reader(net, net.DeclareSize("words"), net.DeclareSize("hidden")), "Reader")), page.Split("```\n")[3]);
    }

    [Fact]
    public Task A_peephole_cell_reads_like_its_definition()
    {
        var forward = Recording.Symbolic(PeepholeLstm.Define, "PeepholeLstm");
        return Verifier.Verify([new Target("txt", GraphText.Print(forward), "forward"), new Target("txt", GraphText.Print(Differentiation.Differentiate(forward)), "adjoint")]);
    }
}
