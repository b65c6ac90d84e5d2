using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph.Benchmarks.Bounds;

/// <summary>A function of one vector, inlined into a loop over arrays.</summary>
internal interface IVectorFunction
{
    static abstract Vector<float> Of(Vector<float> x);
}

/// <summary>The elementwise ops that take more than an instruction or two, as the runtime computes them.</summary>
internal sealed class VectorFunction
{
    private static readonly Dictionary<string, VectorFunction> All = new(StringComparer.Ordinal)
    {
        ["sigmoid"] = Of<Sigmoid>(),
        ["tanh"] = Of<Tanh>(),
        ["exp"] = Of<Exp>(),
        ["expm1"] = Of<Expm1>(),
        ["log"] = Of<Log>(),
        ["log1p"] = Of<Log1p>(),
        ["softplus"] = Of<Softplus>(),
        ["log-sigmoid"] = Of<LogSigmoid>(),
        ["elu"] = Of<Elu>(),
        ["sqrt"] = Of<Sqrt>(),
        ["rsqrt"] = Of<Rsqrt>(),
        ["divide"] = Of<Reciprocal>(),
        ["reciprocal"] = Of<Reciprocal>(),
        ["softsign"] = Of<Softsign>(),
    };

    private VectorFunction(Action<float[], float[]> apply, Func<Vector<float>, int, Vector<float>> chain)
    {
        Apply = apply;
        Chain = chain;
    }

    /// <summary>y = f(x), of the same length.</summary>
    public Action<float[], float[]> Apply { get; }

    /// <summary>f(f(…f(x))), so many times.</summary>
    public Func<Vector<float>, int, Vector<float>> Chain { get; }

    /// <summary>The function of an op.</summary>
    /// <exception cref="ArgumentException">The op isn't known here.</exception>
    public static VectorFunction Of(string op) =>
        All.TryGetValue(op, out var function) ? function : throw new ArgumentException($"No function stands for the op '{op}'; add it to {nameof(VectorFunction)}.", nameof(op));

    private static VectorFunction Of<F>()
        where F : struct, IVectorFunction => new(Loop<F>, Repeat<F>);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<F>(float[] x, float[] y)
        where F : struct, IVectorFunction
    {
        ref var from = ref Unsafe.As<float, Vector<float>>(ref x[0]);
        ref var to = ref Unsafe.As<float, Vector<float>>(ref y[0]);
        for (var i = 0; i < x.Length / Vector<float>.Count; i++)
            Unsafe.Add(ref to, i) = F.Of(Unsafe.Add(ref from, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<float> Repeat<F>(Vector<float> x, int times)
        where F : struct, IVectorFunction
    {
        for (var i = 0; i < times; i++)
            x = F.Of(x);
        return x;
    }

    private readonly struct Sigmoid : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Sigmoid(x);
    }

    private readonly struct Tanh : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Tanh(x);
    }

    private readonly struct Exp : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Exp(x);
    }

    private readonly struct Expm1 : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Expm1(x);
    }

    private readonly struct Log : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Log(x);
    }

    private readonly struct Log1p : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Log1p(x);
    }

    private readonly struct Softplus : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Softplus(x);
    }

    private readonly struct LogSigmoid : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.LogSigmoid(x);
    }

    private readonly struct Elu : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => VectorMath.Elu(x, Vector<float>.One);
    }

    private readonly struct Sqrt : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => Vector.SquareRoot(x);
    }

    private readonly struct Rsqrt : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => Vector<float>.One / Vector.SquareRoot(x);
    }

    private readonly struct Reciprocal : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => Vector<float>.One / x;
    }

    private readonly struct Softsign : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Of(Vector<float> x) => x / (Vector<float>.One + Vector.Abs(x));
    }
}
