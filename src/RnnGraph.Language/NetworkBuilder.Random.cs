using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

public sealed partial class NetworkBuilder
{
    /// <summary>
    /// x with features left out at random while training: 0 with the given probability, otherwise x/(1 − probability), so that the mean is x; in evaluation x. Of a
    /// value of every step, at every step anew unless <paramref name="perSequence"/> says that the same features are left out at all steps (Gal and Ghahramani 2016).
    /// </summary>
    /// <param name="name">A name, which decides what is drawn: the same seed and name draw the same features.</param>
    /// <param name="x">A vector, of every step or of each sequence.</param>
    /// <param name="probability">That a feature is left out: from 0 to below 1.</param>
    /// <param name="perSequence">Whether one draw holds for all steps of a sequence.</param>
    /// <exception cref="DefinitionException">The name is taken, the probability is not one, or 1; or the value is a parameter or one of the inside of a scan.</exception>
    public Node Dropout(string name, Node x, float probability, bool perSequence = false)
    {
        CheckVector(name, x);
        var size = x.Draft.Shape.Rows;
        return x.Draft.Space switch
        {
            Space.Step => Scan(name, cell => cell.Output("y", cell.Dropout("mask", cell.Input("x", size), probability, perSequence)), x)["y"],
            Space.Sequence => x * Mask(name, size, probability),
            _ => throw new DefinitionException(
                DiagnosticIds.ConstantResult, $"net.Dropout(\"{name}\", …) is given a parameter; noise on parameters is what cell.WeightNoise makes."),
        };
    }

    private Node Mask(string name, Size size, float probability)
    {
        var numbers = CellBuilder.DropoutNumbers($"net.Dropout(\"{name}\", …)", probability);
        var mask = _recording.BodyLeaf(RandomOps.BernoulliOnce, Shape.Vector(size), null, numbers);
        _recording.Rename(mask.Draft, name + ".mask");
        return mask;
    }
}
