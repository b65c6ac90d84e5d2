using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

public class GraphVerifierTests
{
    private const string Rnn = """
        graph Rnn(hidden)
          x = input [hidden]
          h = given [hidden]
          n.U = parameter [hidden, hidden] uniform
          n.b = parameter [hidden] constant 0
          scan = scan forward
            h.previous = carried(h, h.next) [hidden]
            x.now = read(x) [hidden]
            h.next.1 = dense(n.U, h.previous) [hidden]
            h.next.2 = add(h.next.1, n.b) [hidden]
            h.next.3 = add(h.next.2, x.now) [hidden]
            h.next.4 = multiply(h.next.3, 0.5) [hidden]
            h.next = tanh(h.next.4) [hidden]
          h.next.steps = stack(scan, h.next) [hidden]
          h.final = final(scan, h.previous) [hidden]
          output y = h.next.steps
          state h = h.final

        """;

    [Fact]
    public void A_text_written_by_hand_is_a_graph()
    {
        var graph = GraphText.Parse(Rnn);

        GraphVerifier.Verify(graph);
        Assert.Equal(Rnn, GraphText.Print(graph));
    }

    // Each fault replaces one piece of the text above; the message must name what it is about.
    [Theory]
    [InlineData("graph Rnn(hidden)", "Rnn", "A graph begins with")]
    [InlineData("tanh(h.next.4)", "tank(h.next.4)", "There is no op 'tank'")]
    [InlineData("tanh(h.next.4) [hidden]", "tanh(h.next.4)", "square brackets")]
    [InlineData("tanh(h.next.4) [hidden]", "tanh(h.next.4) [input]", "don't fit the op 'tanh'")]
    [InlineData("tanh(h.next.4)", "tanh(h.next.4, x.now)", "don't fit the op 'tanh'")]
    [InlineData("tanh(h.next.4)", "tanh(h.next.9)", "'h.next.9' is not a node above this line")]
    [InlineData("tanh(h.next.4)", "tanh(h.next.4", "parentheses")]
    [InlineData("add(h.next.2, x.now)", "add(h.next.2, x)", "through 'read'")]
    [InlineData("multiply(h.next.3, 0.5)", "multiply(h.next.3, 0.5x)", "'0.5x' is not a number")]
    [InlineData("multiply(h.next.3, 0.5)", "multiply(h.next.3, )", "'' is not a node")]
    [InlineData("read(x)", "read(n.b)", "through 'read'")]
    [InlineData("scan forward", "scan sideways", "'forward' or 'reverse'")]
    [InlineData("carried(h, h.next)", "carried(h, x)", "not in the body")]
    [InlineData("carried(h, h.next)", "carried(x, h.next)", "'x' is neither in space Sequence nor a constant")]
    [InlineData("carried(h, h.next)", "carried(h)", "don't fit the op 'carried'")]
    [InlineData("stack(scan, h.next)", "stack(x, h.next)", "not a scan")]
    [InlineData("final(scan, h.previous)", "final(scan, h.next)", "carried argument")]
    [InlineData("output y = h.next.steps", "output y = n.b", "can't be in space Parameter")]
    [InlineData("state h = h.final", "output y = h.next.steps", "two results")]
    [InlineData("state h = h.final", "wish h = h.final", "'wish'")]
    [InlineData("uniform", "", "has an initialiser")]
    [InlineData("uniform", "normal", "'normal' is not an initialiser")]
    [InlineData("graph Rnn(hidden)", "graph Rnn()", "depends on 'hidden'")]
    [InlineData("n.b = parameter", "n.U = parameter", "'n.U' is used twice")]
    [InlineData("h.next.1 = dense(n.U, h.previous)", "h.next.1 = dense(n.b, h.previous)", "needs a matrix")]
    public void A_faulty_text_is_refused_with_its_reason(string piece, string fault, string reason)
    {
        var at = Rnn.IndexOf(piece, StringComparison.Ordinal);

        var error = Assert.Throws<FormatException>(() => GraphText.Parse(Rnn[..at] + fault + Rnn[(at + piece.Length)..]));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    // The same for the ops that a plain cell lacks: each line stands before h.next.4, which reads something else then.
    [Theory]
    [InlineData("p = slice(x.now, 1) [hidden]", "features from feature 1 on")]
    [InlineData("p = tanh(n.b) [hidden]", "stands outside the scan")]
    [InlineData("p = outer-total(x.now, n.b) [hidden, hidden]", "sums over rows, which an operand lacks")]
    [InlineData("p = slice(x.now) [hidden]", "don't fit the op 'slice'")]
    [InlineData("p = slice(x.now, 0, 1) [hidden]", "don't fit the op 'slice'")]
    [InlineData("p = slice(x.now, other) [hidden]", "its offset other depends on 'other'")]
    [InlineData("p = pad(x.now, 1) [hidden]", "the vector has hidden")]
    [InlineData("p = concat() [hidden]", "don't fit the op 'concat'")]
    [InlineData("p = concat(x.now, x.now) [hidden]", "don't fit the op 'concat'")]
    [InlineData("p = sum-each(n.U) [hidden]", "needs a vector")]
    public void A_faulty_rearrangement_is_refused_with_its_reason(string line, string reason)
    {
        var text = Rnn.Replace("    h.next.4 =", "    " + line + "\n    h.next.4 =", StringComparison.Ordinal);

        Assert.Contains(reason, Assert.Throws<FormatException>(() => GraphText.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cut_off_anywhere_is_refused_or_well_formed()
    {
        var text = GraphText.Print(Recording.Symbolic(Lstm.Define));
        foreach (var length in Enumerable.Range(0, text.Length))
        {
            var error = Record.Exception(() => GraphVerifier.Verify(GraphText.Parse(text[..length])));

            Assert.True(error is null or FormatException, error?.ToString());
        }
    }
}
