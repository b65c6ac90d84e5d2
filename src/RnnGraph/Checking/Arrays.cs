using System.Numerics;

namespace RnnGraph.Checking;

/// <summary>Any number of arrays as the arguments of a run.</summary>
internal static class Arrays
{
    public static Inputs<T> Reads<T>(T[][] arrays)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = default(Inputs<T>);
        foreach (var array in arrays)
            inputs = inputs.And(array);
        return inputs;
    }

    public static Outputs<T> Writes<T>(T[][] arrays)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outputs = Outputs<T>.None;
        foreach (var array in arrays)
            outputs = outputs.And(array);
        return outputs;
    }
}
