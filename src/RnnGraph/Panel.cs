using System.Numerics;

namespace RnnGraph;

/// <summary>How feature vectors are cut into registers.</summary>
internal static class Panel<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Lanes of a vector register.</summary>
    public static int Lanes => Vector<T>.Count;

    /// <summary>Registers that hold <paramref name="features"/> values.</summary>
    public static int Count(int features) => (features + Lanes - 1) / Lanes;

    /// <summary><paramref name="features"/> rounded up to whole registers.</summary>
    public static int Padded(int features) => Count(features) * Lanes;

    /// <summary>All bits set in the lanes of the last register that hold features.</summary>
    public static Vector<T> LastMask(int features) =>
        Vector.LessThan(Vector<T>.Indices, new Vector<T>(T.CreateTruncating(features - ((Count(features) - 1) * Lanes))));
}
