using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>Arguments of modules that work on each row by itself.</summary>
internal static class RowCheck
{
    public static void AtLeastOne(int value, string module, string argument)
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(argument, value, $"The {argument} of {module} is at least 1; {value} was given.");
    }

    /// <summary>Whether a module computes in double and not in float.</summary>
    /// <exception cref="NotSupportedException">In neither.</exception>
    public static bool IsDouble<T>(string module)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"{module} computes in float or double; {typeof(T).Name} was given.");
        return typeof(T) == typeof(double);
    }
}
