using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

/// <summary>The functions that a definition applies to its values; meant for <c>using static RnnGraph.Op;</c>. Each works feature by feature unless it says otherwise.</summary>
public static class Op
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
    public static Node Clip(Node x, float low, float high) => x.Recording.Make(ElementwiseOps.Clip, [x], [low, high]);

    /// <summary>1 where a &gt; b, otherwise 0; no gradient.</summary>
    public static Node GreaterThan(Node a, Node b) => a.Apply(ElementwiseOps.GreaterThan, b);

    /// <summary>1 where a &gt; b, otherwise 0; no gradient.</summary>
    public static Node GreaterThan(Node a, float b) => GreaterThan(a, a.Constant(b));

    /// <summary><paramref name="a"/> where <paramref name="mask"/> is not 0, otherwise <paramref name="b"/>.</summary>
    public static Node Select(Node mask, Node a, Node b) => mask.Apply(ElementwiseOps.Select, a, b);

    /// <summary>The sum over the features: one feature.</summary>
    public static Node Sum(Node x) => x.Apply(ReductionOps.Sum);

    /// <summary>The mean over the features: one feature.</summary>
    public static Node Mean(Node x) => x.Apply(ReductionOps.Mean);

    /// <summary>The largest of the features: one feature; the largest share the gradient equally.</summary>
    public static Node Max(Node x) => x.Apply(ReductionOps.Max);

    /// <summary>A single feature, spread over <paramref name="size"/> features.</summary>
    public static Node Expand(Node x, Size size) => x.Recording.Make(BroadcastOps.Expand, [x], declared: Shape.Vector(size));
}
