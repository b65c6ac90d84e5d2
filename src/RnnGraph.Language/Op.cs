using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph;

/// <summary>The functions that a definition applies to its values; meant for <c>using static RnnGraph.Op;</c>. Each works feature by feature unless it says otherwise.</summary>
public static partial class Op
{
    /// <summary>σ(x) = 1/(1 + e⁻ˣ).</summary>
    public static Node Sigmoid(Node x) => x.Apply(ElementwiseOps.Sigmoid);

    /// <summary>tanh x.</summary>
    public static Node Tanh(Node x) => x.Apply(ElementwiseOps.Tanh);

    /// <summary>Clip(slope × x + offset, 0, 1); the defaults are PyTorch's hard sigmoid, Keras and ONNX use 0.2 and 0.5.</summary>
    public static Node HardSigmoid(Node x, float slope = 1f / 6f, float offset = 0.5f) => x.Recording.Make(ElementwiseOps.HardSigmoid, [x], [slope, offset]);

    /// <summary>x/(1 + |x|).</summary>
    public static Node Softsign(Node x) => x.Apply(ElementwiseOps.Softsign);

    /// <summary>max(x, 0); its derivative at 0 is 0.</summary>
    public static Node Relu(Node x) => x.Apply(ElementwiseOps.Relu);

    /// <summary>x where x &gt; 0, otherwise <paramref name="slope"/> × x.</summary>
    public static Node LeakyRelu(Node x, float slope = 0.01f) => x.Recording.Make(ElementwiseOps.LeakyRelu, [x], [slope]);

    /// <summary>x where x &gt; 0, otherwise <paramref name="alpha"/> × (eˣ − 1).</summary>
    public static Node Elu(Node x, float alpha = 1f) => x.Recording.Make(ElementwiseOps.Elu, [x], [alpha]);

    /// <summary>x where x &gt; <paramref name="threshold"/>, otherwise 0; its derivative at the threshold is 0.</summary>
    public static Node ThresholdedRelu(Node x, float threshold = 1f) => Select(GreaterThan(x, threshold), x, 0f);

    /// <summary><paramref name="scale"/> × tanh(<paramref name="slope"/> × x).</summary>
    public static Node ScaledTanh(Node x, float scale, float slope) => scale * Tanh(slope * x);

    /// <summary><paramref name="slope"/> × x + <paramref name="offset"/>.</summary>
    public static Node Affine(Node x, float slope, float offset) => (slope * x) + offset;

    /// <summary>x∘σ(x), also called swish.</summary>
    public static Node Silu(Node x) => x * Sigmoid(x);

    /// <summary>eˣ.</summary>
    public static Node Exp(Node x) => x.Apply(ElementwiseOps.Exp);

    /// <summary>eˣ − 1.</summary>
    public static Node Expm1(Node x) => x.Apply(ElementwiseOps.Expm1);

    /// <summary>ln x.</summary>
    public static Node Log(Node x) => x.Apply(ElementwiseOps.Log);

    /// <summary>ln(1 + x).</summary>
    public static Node Log1p(Node x) => x.Apply(ElementwiseOps.Log1p);

    /// <summary>ln(1 + eˣ).</summary>
    public static Node Softplus(Node x) => x.Apply(ElementwiseOps.Softplus);

    /// <summary>ln σ(x).</summary>
    public static Node LogSigmoid(Node x) => x.Apply(ElementwiseOps.LogSigmoid);

    /// <summary>√x.</summary>
    public static Node Sqrt(Node x) => x.Apply(ElementwiseOps.Sqrt);

    /// <summary>1/√x.</summary>
    public static Node Rsqrt(Node x) => x.Apply(ElementwiseOps.Rsqrt);

    /// <summary>1/x.</summary>
    public static Node Reciprocal(Node x) => x.Apply(ElementwiseOps.Reciprocal);

    /// <summary>|x|; its derivative at 0 is 0.</summary>
    public static Node Abs(Node x) => x.Apply(ElementwiseOps.Abs);

    /// <summary>x².</summary>
    public static Node Square(Node x) => x.Apply(ElementwiseOps.Square);

    /// <summary>The smaller of two values; at a tie each takes half of the gradient.</summary>
    public static Node Min(Node a, Node b) => a.Apply(ElementwiseOps.Min, b);

    /// <summary>The smaller of a value and a number.</summary>
    public static Node Min(Node a, float b) => Min(a, a.Constant(b));

    /// <summary>The larger of two values; at a tie each takes half of the gradient.</summary>
    public static Node Max(Node a, Node b) => a.Apply(ElementwiseOps.Max, b);

    /// <summary>The larger of a value and a number.</summary>
    public static Node Max(Node a, float b) => Max(a, a.Constant(b));

    /// <summary>x held within the bounds; the gradient passes at the bounds too.</summary>
    /// <exception cref="DefinitionException">The lower bound is above the upper one.</exception>
    public static Node Clip(Node x, float low, float high)
        => low <= high
            ? x.Recording.Make(ElementwiseOps.Clip, [x], [low, high])
            : throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"Op.Clip needs a lower bound and an upper one, but is given {NumberText.Print(low)} and {NumberText.Print(high)}.");

    /// <summary>1 where a &gt; b, otherwise 0; no gradient.</summary>
    public static Node GreaterThan(Node a, Node b) => a.Apply(ElementwiseOps.GreaterThan, b);

    /// <summary>1 where a &gt; b, otherwise 0; no gradient.</summary>
    public static Node GreaterThan(Node a, float b) => GreaterThan(a, a.Constant(b));

    /// <summary>1 where a &lt; b, otherwise 0; no gradient.</summary>
    public static Node LessThan(Node a, Node b) => GreaterThan(b, a);

    /// <summary>1 where a &lt; b, otherwise 0; no gradient.</summary>
    public static Node LessThan(Node a, float b) => GreaterThan(a.Constant(b), a);

    /// <summary>1 where a = b, otherwise 0; no gradient.</summary>
    public static Node Equal(Node a, Node b) => a.Apply(ElementwiseOps.EqualTo, b);

    /// <summary>1 where a = b, otherwise 0; no gradient.</summary>
    public static Node Equal(Node a, float b) => Equal(a, a.Constant(b));

    /// <summary>1 where x &gt; 0, −1 where x &lt; 0, otherwise 0; no gradient.</summary>
    public static Node Sign(Node x) => x.Apply(ElementwiseOps.Sign);

    /// <summary><paramref name="a"/> where <paramref name="mask"/> is not 0, otherwise <paramref name="b"/>.</summary>
    public static Node Select(Node mask, Node a, Node b) => mask.Apply(ElementwiseOps.Select, a, b);

    /// <summary><paramref name="a"/> where <paramref name="mask"/> is not 0, otherwise a number.</summary>
    public static Node Select(Node mask, Node a, float b) => Select(mask, a, a.Constant(b));

    /// <summary>A number where <paramref name="mask"/> is not 0, otherwise <paramref name="b"/>.</summary>
    public static Node Select(Node mask, float a, Node b) => Select(mask, b.Constant(a), b);

    /// <summary>x, as if it were a constant: no gradient goes back through it.</summary>
    public static Node StopGradient(Node x) => x.Apply(ElementwiseOps.StopGradient);

    /// <summary>x; the gradient that goes back through it is held within ±<paramref name="limit"/>, feature by feature.</summary>
    /// <exception cref="DefinitionException">The limit is negative.</exception>
    public static Node ClipGradient(Node x, float limit)
        => limit >= 0
            ? x.Recording.Make(ElementwiseOps.ClipGradient, [x], [limit])
            : throw new DefinitionException(DiagnosticIds.NumberOutOfRange, $"Op.ClipGradient needs a limit of at least 0, but is given {NumberText.Print(limit)}.");

    /// <summary>The sum over the features: one feature.</summary>
    public static Node Sum(Node x) => x.Apply(ReductionOps.Sum);

    /// <summary>The mean over the features: one feature.</summary>
    public static Node Mean(Node x) => x.Apply(ReductionOps.Mean);

    /// <summary>The largest of the features: one feature; the largest share the gradient equally.</summary>
    public static Node Max(Node x) => x.Apply(ReductionOps.Max);

    /// <summary>A single feature, spread over <paramref name="size"/> features.</summary>
    public static Node Expand(Node x, Size size) => x.Recording.Make(BroadcastOps.Expand, [x], declared: Shape.Vector(size));
}
