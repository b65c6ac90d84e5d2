using System.Numerics;

namespace RnnGraph.Training;

/// <summary>A tensor that a checkpoint holds.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Name">Its key.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Read">Copies its values out, row-major.</param>
/// <param name="Write">Sets its values, row-major.</param>
internal sealed record StoredTensor<T>(string Name, IReadOnlyList<int> Shape, StoredTensor<T>.Reader Read, StoredTensor<T>.Writer Write)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Copies values out, row-major.</summary>
    public delegate void Reader(Span<T> values);

    /// <summary>Sets values, row-major.</summary>
    public delegate void Writer(ReadOnlySpan<T> values);

    /// <summary>Room for the values.</summary>
    public T[] Room() => new T[Shape.Aggregate(1, (count, size) => count * size)];

    /// <summary>The values, row-major.</summary>
    public T[] Values()
    {
        var values = Room();
        Read(values);
        return values;
    }
}
