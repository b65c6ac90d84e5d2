using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Embeddings;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <content>Products of tokens read through an embedding.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>target (+)= W·(E·x) for this thread's rows of some steps: a row of a table for each token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void LookUp(ProductTable table, EmbeddedProduct product, int t, int steps)
    {
        var rows = steps * (_endRow - _firstRow);
        ref var left = ref _slots[table.Left.Slot];
        ref var target = ref _slots[table.Right.Slot];
        var to = RowsOf(table.Right, t);
        foreach (var gate in table.Fresh)
            RowFill.Clear(to + (gate * Vector<T>.Count), target.RowStride, target.PanelStride, rows, table.PackPanels);
        var embedded = _workspace.Embedded;
        var place = (t * left.TokenStride) + _firstRow;
        if (embedded.RowsOf(product) is { } all)
        {
            var distinct = embedded.DistinctOf(product);
            var numbers = (distinct == null ? left.Tokens : distinct.Numbers) + place;
            TokenRows.Gather(table, all.Products, all.ProductPanel, numbers, to, target.RowStride, target.PanelStride, rows, 0, table.PackPanels);
            return;
        }

        var block = embedded.BlockOf(product, _thread);
        for (var first = 0; first < rows; first += EmbeddingRun<T>.BlockRows)
        {
            var count = Math.Min(EmbeddingRun<T>.BlockRows, rows - first);
            block.Compute(_workspace.ParameterPointer, left.Tokens + place + first, 0, count);
            TokenRows.Gather(table, block.Products, block.ProductPanel, embedded.InOrder, to + (first * target.RowStride), target.RowStride, target.PanelStride, count, 0, table.PackPanels);
        }
    }

    /// <summary>
    /// ∂W += Σ δ·(E·x)ᵀ and ∂E += Σ Wᵀ·δ·xᵀ. The deltas δ of all places at which a token stands are added up first, so that both are products over the tokens that occur.
    /// </summary>
    private readonly void EmbeddedGradient(ProductTable table, EmbeddedProduct product)
    {
        var gradients = _workspace.GradientPointer;
        var (rows, distinct) = (_workspace.Embedded.RowsOf(product)!, _workspace.Embedded.DistinctOf(product)!);
        var (first, end) = PanelsOf(table.PackPanels, 1);
        ref var left = ref _slots[table.Left.Slot];
        ref var delta = ref _slots[table.Right.Slot];

        // δ of a token, where W·e of the token stood; then ∂W, of panels that nobody else touches.
        rows.ClearProducts(distinct.Count, first, end);
        TokenRows.Scatter(
            table, rows.Products, rows.ProductPanel, distinct.Numbers + (Begin * left.TokenStride), delta.At(Begin + table.Right.Offset), delta.RowStride, delta.PanelStride,
            (End - Begin) * _workspace.Batch, first, end);
        GradientProduct.Run(product.Product, gradients + table.PackOffset, rows.Vectors, rows.VectorRow, rows.Products, rows.ProductRow, rows.ProductPanel, distinct.Count, first, end);

        // ∂e = Wᵀ·δ takes all panels of δ, and stands where e of the token stood.
        _workspace.Meet();
        var embedding = product.Embedding;
        (first, end) = PanelsOf(embedding.PackPanels, BackwardCopies<T>.BlockPanels);
        TransposedProduct.Run(
            product.Product, _workspace.BackwardPointer(table.PackIndex), rows.Products, rows.ProductRow, rows.ProductPanel, rows.Vectors, rows.VectorRow, Vector<T>.Count, distinct.Count, first, end);
        TokenRows.Scatter(embedding, gradients + embedding.PackOffset, TokenRows.PackPanel<T>(embedding), distinct.Tokens, rows.Vectors, rows.VectorRow, Vector<T>.Count, distinct.Count, first, end);

        // The next product may add to ∂E by other panels.
        _workspace.Meet();
    }

    /// <summary>This thread's part of some panels, cut at multiples of a block.</summary>
    private readonly (int First, int End) PanelsOf(int panels, int block)
    {
        var blocks = (panels + block - 1) / block;
        return (Math.Min(panels, blocks * _thread / _workspace.ThreadsRunning * block), Math.Min(panels, blocks * (_thread + 1) / _workspace.ThreadsRunning * block));
    }
}
