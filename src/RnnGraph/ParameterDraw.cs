using System.Numerics;

namespace RnnGraph;

/// <summary>
/// Initial values, drawn row-major by a counter-based generator (SplitMix64 over a key made from seed and name), so that they depend neither on the
/// lane count nor on other parameters.
/// </summary>
internal static class ParameterDraw
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    public static T[] Values<T>(ParameterInfo parameter, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var key = Mix(seed ^ Hash(parameter.Name));
        var columns = Math.Max(1, parameter.Columns);
        var values = parameter.Initializer.Kind switch
        {
            InitializerKind.Uniform => Uniform(parameter.Size, 1 / Math.Sqrt(parameter.Rows), key),
            InitializerKind.Glorot => Uniform(parameter.Size, Math.Sqrt(6.0 / (parameter.Rows + columns)), key),
            InitializerKind.Orthogonal => Orthogonal(parameter.Rows, columns, key),
            _ => Constant(parameter.Size, parameter.Initializer.Value),
        };
        return Array.ConvertAll(values, T.CreateTruncating);
    }

    private static double[] Constant(int size, double value)
    {
        var values = new double[size];
        Array.Fill(values, value);
        return values;
    }

    private static double[] Uniform(int size, double bound, ulong key)
    {
        var values = new double[size];
        for (var i = 0; i < size; i++)
            values[i] = bound * ((2 * Unit(key, (ulong)i)) - 1);
        return values;
    }

    // Gram–Schmidt over the shorter side of a matrix of normal draws, twice per vector ("twice is enough", Kahan) so that float rounding is all that is left.
    private static double[] Orthogonal(int rows, int columns, ulong key)
    {
        var transposed = rows > columns;
        var (vectors, length) = transposed ? (columns, rows) : (rows, columns);
        var basis = new double[vectors][];
        for (var v = 0; v < vectors; v++)
        {
            basis[v] = new double[length];
            for (var i = 0; i < length; i++)
                basis[v][i] = Normal(key, (ulong)(((long)v * length) + i));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var u = 0; u < v; u++)
                    AddScaled(basis[v], basis[u], -Dot(basis[v], basis[u]));
            }

            var norm = Math.Sqrt(Dot(basis[v], basis[v]));
            for (var i = 0; i < length; i++)
                basis[v][i] /= norm;
        }

        var values = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                values[(row * columns) + column] = transposed ? basis[column][row] : basis[row][column];
        }

        return values;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddScaled(double[] target, double[] source, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * source[i];
    }

    // Box–Muller; the first draw lies in (0, 1] so that its logarithm is finite.
    private static double Normal(ulong key, ulong counter) =>
        Math.Sqrt(-2 * Math.Log(1 - Unit(key, 2 * counter))) * Math.Cos(2 * Math.PI * Unit(key, (2 * counter) + 1));

    // The upper 53 bits as a number in [0, 1).
    private static double Unit(ulong key, ulong counter) => (Mix(key + (counter * Golden)) >> 11) * (1.0 / (1UL << 53));

    // SplitMix64's finaliser (Steele, Lea & Flood 2014).
    private static ulong Mix(ulong z)
    {
        z += Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    // FNV-1a over the UTF-16 units of the name: string.GetHashCode differs from process to process.
    private static ulong Hash(string name)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var unit in name)
            hash = (hash ^ unit) * 0x100000001B3UL;
        return hash;
    }
}
