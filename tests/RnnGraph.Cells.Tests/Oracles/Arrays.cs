using System.Numerics;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>Arrays as the arguments of a run.</summary>
internal static class Arrays
{
    /// <summary>One to four arrays that a run reads.</summary>
    public static Inputs<T> In<T>(T[][] arrays)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = default(Inputs<T>);
        foreach (var array in arrays)
            inputs = inputs.And(array);
        return inputs;
    }

    /// <summary>One or two arrays that a run writes.</summary>
    public static Outputs<T> Out<T>(T[][] arrays)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => arrays switch
        {
            [var only] => new Outputs<T>(only),
            [var first, var second] => new Outputs<T>(first, second),
            _ => throw new ArgumentException($"expected one or two arrays, given {arrays.Length}", nameof(arrays)),
        };
}
