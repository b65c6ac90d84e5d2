using System.Numerics;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime.Embeddings;

/// <summary>
/// The vectors e = E·x and the products W·e of some tokens: <c>[token][feature]</c> and <c>[panel][token][gate][lane]</c>. Which token a row is of, its maker knows.
/// On the way back the same memory takes the gradients: first ∂(W·e) in the place of W·e, then ∂e in the place of e.
/// </summary>
internal sealed unsafe class EmbeddedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // So that panels of many tokens aren't a power of two apart, which would map them all to the same cache sets.
    private const int PanelPaddingBytes = 256;

    private readonly EmbeddedProduct _of;
    private readonly AlignedArray<T> _vectors;
    private readonly AlignedArray<T> _products;

    /// <summary>Makes room for <paramref name="capacity"/> tokens.</summary>
    public EmbeddedRows(EmbeddedProduct of, int capacity)
    {
        _of = of;
        VectorRow = of.VectorRow<T>();
        ProductRow = of.Product.Pack.Gates * Panel<T>.Lanes;
        ProductPanel = ProductPanelOf(of, capacity);
        _vectors = new AlignedArray<T>(capacity * (long)VectorRow, cleared: false);
        _products = new AlignedArray<T>(of.Product.PackPanels * (long)ProductPanel, cleared: false);
        if (WorkspaceFill.WithNaN)
        {
            _vectors.Span.Fill(T.NaN);
            _products.Span.Fill(T.NaN);
        }
    }

    /// <summary>e of the first token.</summary>
    public T* Vectors => _vectors.Pointer;

    /// <summary>From one token's vector to the next; panels of features lie behind one another.</summary>
    public nint VectorRow { get; }

    /// <summary>W·e of the first token, panel 0, gate 0.</summary>
    public T* Products => _products.Pointer;

    /// <summary>From one token's product to the next within a panel.</summary>
    public nint ProductRow { get; }

    /// <summary>From one panel of products to the next.</summary>
    public nint ProductPanel { get; }

    public long Bytes => ((long)_vectors.Length + _products.Length) * sizeof(T);

    /// <summary>The bytes that as many tokens take.</summary>
    public static long BytesOf(EmbeddedProduct of, int capacity) =>
        ((capacity * (long)of.VectorRow<T>()) + (of.Product.PackPanels * (long)ProductPanelOf(of, capacity))) * sizeof(T);

    /// <summary>Computes rows <paramref name="first"/> to <paramref name="end"/>, those of these tokens.</summary>
    /// <param name="parameters">The first parameter.</param>
    /// <param name="tokens">The token of row 0.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row after the last.</param>
    public void Compute(T* parameters, int* tokens, int first, int end)
    {
        var (rows, product) = (end - first, _of.Product);
        if (rows == 0)
            return;
        var vectors = Vectors + (first * VectorRow);
        _of.Embed(parameters, tokens + first, vectors, rows);
        PanelProduct.Run(
            product, parameters + product.PackOffset, vectors, VectorRow, Products + (first * ProductRow), ProductRow, ProductPanel, rows, 0, product.PackPanels, downwards: false);
    }

    /// <summary>Clears some panels of the first <paramref name="rows"/> products, for gradients to be added.</summary>
    public void ClearProducts(int rows, int firstPanel, int endPanel)
    {
        for (var panel = firstPanel; panel < endPanel; panel++)
            new Span<T>(Products + (panel * ProductPanel), (int)(rows * ProductRow)).Clear();
    }

    private static nint ProductPanelOf(EmbeddedProduct of, int capacity) => ((nint)capacity * of.Product.Pack.Gates * Panel<T>.Lanes) + (PanelPaddingBytes / sizeof(T));
}
