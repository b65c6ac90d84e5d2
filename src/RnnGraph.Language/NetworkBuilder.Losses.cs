using RnnGraph.Building;
using RnnGraph.Graphs;

namespace RnnGraph;

public sealed partial class NetworkBuilder
{
    /// <summary>−ln softmax(logits)[token] = ln Σ e^logits − logits[token], for a <see cref="Loss"/>: one feature.</summary>
    /// <exception cref="DefinitionException">There are not as many logits as tokens in the vocabulary, or their time axes differ.</exception>
    public Node SoftmaxCrossEntropy(Node logits, Tokens tokens)
    {
        CheckSame("SoftmaxCrossEntropy", logits, tokens.OneHot, $"the tokens '{tokens.Name}' a vocabulary of");
        return Op.LogSumExp(logits) - Op.Sum(tokens.OneHot * logits);
    }

    /// <summary>Σ over keys of ln(1 + e^logit) − target·logit: minus the log likelihood of independent keys with probabilities σ(logits), for a <see cref="Loss"/>: one feature.</summary>
    /// <param name="logits">What the network says.</param>
    /// <param name="targets">Which keys are down: 0 or 1 each, or a probability.</param>
    /// <exception cref="DefinitionException">The sizes or time axes differ.</exception>
    public Node SigmoidCrossEntropy(Node logits, Node targets)
    {
        CheckSame("SigmoidCrossEntropy", logits, targets, "the targets have");
        return Op.Sum(Op.Softplus(logits) - (targets * logits));
    }

    /// <summary>Σ over features of (y − target)², for a <see cref="Loss"/>: one feature.</summary>
    /// <exception cref="DefinitionException">The sizes or time axes differ.</exception>
    public Node SquaredError(Node y, Node target)
    {
        CheckSame("SquaredError", y, target, "the target has");
        return Op.Sum(Op.Square(y - target));
    }

    private void CheckSame(string loss, Node y, Node target, string of)
    {
        CheckOutside(y);
        CheckOutside(target);
        if (y.Draft.Shape != target.Draft.Shape)
        {
            throw new DefinitionException(DiagnosticIds.SizesDiffer, $"net.{loss}: there are {y.Draft.Shape} predictions, but {of} {target.Draft.Shape}.");
        }
    }
}
