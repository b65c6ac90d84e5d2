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
}
