using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>The values of an <see cref="Embedding{T}"/>, or the gradient of each, under PyTorch's name: <c>weight</c> [num_embeddings, embedding_dim], a row for each token.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EmbeddingParameters<T> : INamedParameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Name = "weight";
    private const string Table = "table.E"; // the kernel's: [embedding_dim, num_embeddings]

    private readonly INamedParameters<T> _inner;

    internal EmbeddingParameters(INamedParameters<T> inner) => _inner = inner;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [Name];

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape(string name)
    {
        if (name != Name)
            throw new ArgumentException($"nn.Embedding has no parameter '{name}' here. It has: {Name}.", nameof(name));
        return [.. _inner.Shape(Table).Reverse()];
    }

    /// <inheritdoc/>
    public void Read(string name, Span<T> rowMajor)
    {
        var shape = Check(name, rowMajor.Length, nameof(rowMajor));
        var table = new T[rowMajor.Length];
        _inner.Read(Table, table);
        Transpose(table, rowMajor, shape[1], shape[0]);
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<T> rowMajor)
    {
        var shape = Check(name, rowMajor.Length, nameof(rowMajor));
        var table = new T[rowMajor.Length];
        Transpose(rowMajor, table, shape[0], shape[1]);
        _inner.Write(Table, table);
    }

    private IReadOnlyList<int> Check(string name, int given, string argument)
    {
        var shape = Shape(name);
        if (given != (long)shape[0] * shape[1])
            throw new ArgumentException($"'{name}' is [{string.Join(", ", shape)}], {(long)shape[0] * shape[1]} values; {given} were given.", argument);
        return shape;
    }

    private static void Transpose(ReadOnlySpan<T> from, Span<T> to, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                to[(column * rows) + row] = from[(row * columns) + column];
        }
    }
}
