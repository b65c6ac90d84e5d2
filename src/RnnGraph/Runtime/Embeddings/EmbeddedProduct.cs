using System.Numerics;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime.Embeddings;

/// <summary>A product W·(E·x) of tokens x, as kernels take it: not for each row of the batch, but for each of a list of tokens.</summary>
/// <param name="index">Its number among those of the cell.</param>
/// <param name="product">W·e, its gates in the order of the pack, added to nothing.</param>
/// <param name="embedding">e = E·x.</param>
/// <param name="input">The input that the tokens are.</param>
internal sealed class EmbeddedProduct(int index, ProductTable product, ProductTable embedding, int input)
{
    public int Index { get; } = index;

    public ProductTable Product { get; } = product;

    public ProductTable Embedding { get; } = embedding;

    public int Input { get; } = input;

    /// <summary>How many tokens there are.</summary>
    public int Vocabulary => Embedding.Pack.Inputs;

    /// <summary>From one token's vector to the next; panels of features lie behind one another.</summary>
    public nint VectorRow<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Panel<T>.Padded(Embedding.Pack.Outputs);

    /// <summary>e = E·x of some tokens.</summary>
    public unsafe void Embed<T>(T* parameters, int* tokens, T* vectors, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TokenRows.Gather(
        Embedding, parameters + Embedding.PackOffset, TokenRows.PackPanel<T>(Embedding), tokens, vectors, VectorRow<T>(), Vector<T>.Count, rows, 0, Embedding.PackPanels);

    /// <summary>∂E += Σ ∂e·xᵀ of some tokens, in some panels of E.</summary>
    public unsafe void AddGradient<T>(T* gradients, int* tokens, T* vectors, int rows, int firstPanel, int endPanel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TokenRows.Scatter(
        Embedding, gradients + Embedding.PackOffset, TokenRows.PackPanel<T>(Embedding), tokens, vectors, VectorRow<T>(), Vector<T>.Count, rows, firstPanel, endPanel);
}
