using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>What PyTorch draws otherwise than the initialisers of definitions.</summary>
internal static class InitialValues
{
    /// <summary>Multiplies a parameter's values: an initialiser takes its bound 1/√rows from the parameter's own rows, PyTorch from another number.</summary>
    public static void Rescale<T>(ParameterSet<T> parameters, string name, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[parameters[name].Size];
        parameters.Read(name, values);
        for (var i = 0; i < values.Length; i++)
            values[i] *= T.CreateTruncating(factor);
        parameters.Write(name, values);
    }
}
