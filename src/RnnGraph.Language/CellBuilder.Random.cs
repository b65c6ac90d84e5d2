using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph;

/// <summary>
/// What is drawn at random while training, and what stands for it in evaluation. A draw follows from the run's seed, the name given here, the step, the row of the
/// batch and the feature: the same seed gives the same draws on any number of threads, in the backward run, and when a sequence is run in pieces.
/// </summary>
public sealed partial class CellBuilder
{
    private float _noiseOnWeights;

    /// <summary>
    /// A mask: <paramref name="ifOne"/> with the given probability, otherwise <paramref name="ifZero"/>, for each feature of each sequence, at every step anew.
    /// </summary>
    /// <param name="name">The name of the value; it decides what is drawn.</param>
    /// <param name="size">Number of features.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="ifOne">The value with that probability.</param>
    /// <param name="ifZero">The value otherwise.</param>
    /// <param name="inEvaluation">The value in evaluation; by default the mean of the others.</param>
    /// <param name="perSequence">Whether one draw holds for all steps of a sequence.</param>
    /// <exception cref="DefinitionException">The name is taken, or the probability is not one.</exception>
    public Node Bernoulli(string name, Size size, float probability, float ifOne = 1f, float ifZero = 0f, float? inEvaluation = null, bool perSequence = false)
    {
        RequireProbability($"cell.Bernoulli(\"{name}\", …)", probability);
        var mean = inEvaluation ?? (probability * ifOne) + ((1 - probability) * ifZero);
        return Draw(perSequence ? RandomOps.BernoulliOnce : RandomOps.Bernoulli, name, size, [probability, ifOne, ifZero, mean]);
    }

    /// <summary>Normal noise with mean 0 for each feature of each sequence, at every step anew.</summary>
    /// <param name="name">The name of the value; it decides what is drawn.</param>
    /// <param name="size">Number of features.</param>
    /// <param name="deviation">The standard deviation, at least 0.</param>
    /// <param name="inEvaluation">The value in evaluation.</param>
    /// <param name="perSequence">Whether one draw holds for all steps of a sequence.</param>
    /// <exception cref="DefinitionException">The name is taken, or the deviation is negative.</exception>
    public Node Normal(string name, Size size, float deviation, float inEvaluation = 0f, bool perSequence = false)
    {
        RequireDeviation($"cell.Normal(\"{name}\", …)", deviation);
        return Draw(perSequence ? RandomOps.NormalOnce : RandomOps.Normal, name, size, [deviation, inEvaluation]);
    }

    /// <summary>
    /// x with features left out at random: 0 with the given probability, otherwise x/(1 − probability), so that the mean is x; in evaluation x.
    /// <paramref name="perSequence"/> leaves out the same features at all steps (Gal and Ghahramani 2016), as a value that goes around the recurrence needs.
    /// </summary>
    /// <param name="name">The name of the mask.</param>
    /// <param name="x">A vector.</param>
    /// <param name="probability">That a feature is left out: from 0 to below 1.</param>
    /// <param name="perSequence">Whether one draw holds for all steps of a sequence.</param>
    /// <exception cref="DefinitionException">The name is taken, or the probability is not one, or 1.</exception>
    public Node Dropout(string name, Node x, float probability, bool perSequence = false)
    {
        RequireVector(nameof(Dropout), name, x);
        var numbers = DropoutNumbers($"cell.Dropout(\"{name}\", …)", probability);
        return x * Draw(perSequence ? RandomOps.BernoulliOnce : RandomOps.Bernoulli, name, x.Draft.Shape.Rows, numbers);
    }

    /// <summary>
    /// A state that now and then stays as it was (Krueger et al. 2017): m∘previous + (1 − m)∘next with m = 1 with the given probability, otherwise 0, drawn for each
    /// feature and step; in evaluation m is the probability.
    /// </summary>
    /// <param name="name">The name of the mask.</param>
    /// <param name="previous">The state.</param>
    /// <param name="next">What it would become.</param>
    /// <param name="probability">That a feature stays: from 0 to 1.</param>
    /// <exception cref="DefinitionException">The name is taken, or the probability is not one; or the sizes differ.</exception>
    public Node Zoneout(string name, Node previous, Node next, float probability)
    {
        RequireVector(nameof(Zoneout), name, previous);
        RequireProbability($"cell.Zoneout(\"{name}\", …)", probability);
        var stays = Bernoulli(name, previous.Draft.Shape.Rows, probability);
        return (stays * previous) + ((1f - stays) * next);
    }

    /// <summary>x with normal noise on each feature; in evaluation x.</summary>
    /// <param name="name">The name of the noise.</param>
    /// <param name="x">A vector.</param>
    /// <param name="deviation">The standard deviation, at least 0.</param>
    /// <param name="perSequence">Whether one draw holds for all steps of a sequence.</param>
    /// <exception cref="DefinitionException">The name is taken, or the deviation is negative.</exception>
    public Node Noise(string name, Node x, float deviation, bool perSequence = false)
    {
        RequireVector(nameof(Noise), name, x);
        return x + Normal(name, x.Draft.Shape.Rows, deviation, perSequence: perSequence);
    }

    /// <summary>
    /// A parameter with normal noise on each of its values, drawn once for a run (Graves 2011); in evaluation without. The gradient is that of the noisy value. It is
    /// called <c>key.noise</c> and may stand wherever the parameter may.
    /// </summary>
    /// <param name="parameter">A matrix or vector that this cell declared.</param>
    /// <param name="deviation">The standard deviation, at least 0.</param>
    /// <exception cref="DefinitionException">The value is not a parameter, or the deviation is negative.</exception>
    public Node WeightNoise(Node parameter, float deviation)
    {
        RequireDeviation("cell.WeightNoise", deviation);
        _recording.CheckOwn(parameter);
        if (parameter.Draft.Op != StructureOps.Parameter)
        {
            throw new DefinitionException(DiagnosticIds.WrongShape, "cell.WeightNoise needs a parameter, as cell.Matrix, cell.Parameter or cell.Bias returned it.");
        }

        var noisy = _recording.Make(RandomOps.WeightNoise, [parameter], [deviation]);
        _recording.Rename(noisy.Draft, parameter.Draft.Name + ".noise");
        return new Node(_recording, noisy.Draft, OperandKind.Parameter);
    }

    /// <summary>
    /// From here on every matrix that <c>Affine</c> and <c>Dense</c> declare, and what is made of these, has <see cref="WeightNoise"/> of this deviation; also
    /// in definitions that are called with this builder. 0 ends it.
    /// </summary>
    /// <param name="deviation">The standard deviation, at least 0.</param>
    /// <exception cref="DefinitionException">The deviation is negative.</exception>
    public void NoiseOnWeights(float deviation)
    {
        RequireDeviation("cell.NoiseOnWeights", deviation);
        _noiseOnWeights = deviation;
    }

    /// <summary>The numbers of a mask that leaves features out with this probability.</summary>
    internal static double[] DropoutNumbers(string call, float probability)
    {
        RequireProbability(call, probability);
        var kept = 1 - probability;
        return kept > 0 ? [kept, 1 / kept, 0, 1] : throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"{call} needs a probability below 1; at 1 nothing is left.");
    }

    private static void RequireProbability(string call, float probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"{call} needs a probability from 0 to 1, but is given {NumberText.Print(probability)}.");
        }
    }

    private static void RequireDeviation(string call, float deviation)
    {
        if (!(deviation >= 0) || float.IsInfinity(deviation))
        {
            throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"{call} needs a standard deviation of at least 0, but is given {NumberText.Print(deviation)}.");
        }
    }

    private Node Draw(RandomRow op, string name, Size size, double[] numbers)
    {
        var drawn = _recording.BodyLeaf(op, Shape.Vector(size), _scan, numbers);
        _recording.Rename(drawn.Draft, _prefix + name);
        return drawn;
    }
}
