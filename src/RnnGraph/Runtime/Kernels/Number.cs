using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Numbers as types, so that the JIT folds tests on them while it compiles a kernel.</summary>
internal static class Number
{
    /// <summary>The number that a type stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of<N>()
    {
        if (typeof(N) == typeof(One))
            return 1;
        if (typeof(N) == typeof(Two))
            return 2;
        if (typeof(N) == typeof(Three))
            return 3;
        if (typeof(N) == typeof(Four))
            return 4;
        if (typeof(N) == typeof(Five))
            return 5;
        if (typeof(N) == typeof(Six))
            return 6;
        return typeof(N) == typeof(Seven) ? 7 : 8;
    }
}

/// <inheritdoc cref="Number"/>
internal readonly struct One;

/// <inheritdoc cref="Number"/>
internal readonly struct Two;

/// <inheritdoc cref="Number"/>
internal readonly struct Three;

/// <inheritdoc cref="Number"/>
internal readonly struct Four;

/// <inheritdoc cref="Number"/>
internal readonly struct Five;

/// <inheritdoc cref="Number"/>
internal readonly struct Six;

/// <inheritdoc cref="Number"/>
internal readonly struct Seven;

/// <inheritdoc cref="Number"/>
internal readonly struct Eight;
