using System.Numerics;
using System.Numerics.Tensors;
using RnnGraph.Torch.Layout;
using RnnGraph.Torch.Networks;

namespace RnnGraph.Torch;

/// <summary>PyTorch's nn.Embedding: for each token its row of <c>weight</c> [num_embeddings, embedding_dim]. What PyTorch's <c>padding_idx</c> names is a row like any other: it is trained too.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Embedding<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the layer and draws its rows with seed 0.</summary>
    /// <param name="numEmbeddings">How many tokens there are.</param>
    /// <param name="embeddingDim">Features of each.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public Embedding(int numEmbeddings, int embeddingDim)
    {
        RowCheck.AtLeastOne(numEmbeddings, "nn.Embedding", nameof(numEmbeddings));
        RowCheck.AtLeastOne(embeddingDim, "nn.Embedding", nameof(embeddingDim));
        (NumEmbeddings, EmbeddingDim) = (numEmbeddings, embeddingDim);
        Network = RowCheck.IsDouble<T>("nn.Embedding")
            ? (RecurrentNetwork<T>)(object)new EmbeddingNetworkDouble(numEmbeddings, embeddingDim)
            : (RecurrentNetwork<T>)(object)new EmbeddingNetwork(numEmbeddings, embeddingDim);
        Parameters = new(Network.Parameters);
        Initialize(0);
    }

    /// <summary>How many tokens there are.</summary>
    public int NumEmbeddings { get; }

    /// <summary>Features of each.</summary>
    public int EmbeddingDim { get; }

    /// <summary>What computes it, as optimisers take it.</summary>
    public RecurrentNetwork<T> Network { get; }

    /// <summary><c>weight</c>, in PyTorch's layout.</summary>
    public EmbeddingParameters<T> Parameters { get; }

    /// <summary>Draws the rows anew, normal with mean 0 and deviation 1 as PyTorch does; the same seed gives the same values on every machine (not PyTorch's, whose generator is another).</summary>
    public void Initialize(ulong seed)
    {
        var values = new T[NumEmbeddings * EmbeddingDim];
        var key = CounterHash.Mix(seed);
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating(CounterHash.Normal(key, (ulong)i));
        Parameters.Write("weight", values);
    }

    /// <summary>Makes the memory for runs over so many tokens.</summary>
    /// <param name="tokens">Tokens of every run, 1 or more: T·B for the steps of a batch.</param>
    /// <param name="mode">Whether a backward run may follow.</param>
    /// <param name="threads">How many threads a run may take; the results don't depend on it.</param>
    public Workspace<T> CreateWorkspace(int tokens, Mode mode = Mode.Train, int threads = 1) => Network.CreateWorkspace(0, tokens, mode, threads);

    /// <summary>Looks all tokens up: <c>[tokens]</c> to <c>[tokens, embedding_dim]</c>.</summary>
    /// <exception cref="ArgumentException">An array has another length, or a token is none.</exception>
    public void Forward(Workspace<T> workspace, ReadOnlySpan<int> tokens, Span<T> y) => Network.Forward(workspace, tokens, y);

    /// <summary>Adds the loss's derivative to that of each token's row.</summary>
    /// <param name="workspace">The workspace of the forward run.</param>
    /// <param name="dy">∂L/∂y, shaped as y.</param>
    /// <param name="gradients">What the gradients are added to, made by <see cref="Network"/>.</param>
    public void Backward(Workspace<T> workspace, ReadOnlySpan<T> dy, Gradients<T> gradients) => Network.Backward(workspace, dy, Outputs<T>.None, null, gradients);

    /// <summary>Gradients as PyTorch lays them out.</summary>
    /// <param name="gradients">Made by <see cref="Network"/>.</param>
    public EmbeddingParameters<T> Named(Gradients<T> gradients) => new(gradients);

    /// <summary>Runs as PyTorch's module is called.</summary>
    /// <param name="tokens">Any shape.</param>
    /// <returns>The rows, shaped as the tokens with embedding_dim behind.</returns>
    /// <exception cref="ArgumentException">A token is none of 0 … num_embeddings − 1.</exception>
    public Tensor<T> Run(Tensor<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var values = new int[tokens.FlattenedLength];
        tokens.FlattenTo(values);
        var y = new T[values.Length * EmbeddingDim];
        if (y.Length > 0)
            Forward(CreateWorkspace(values.Length, Mode.Evaluate), values, y);
        return Tensor.Create(y, [.. tokens.Lengths, EmbeddingDim]);
    }
}
