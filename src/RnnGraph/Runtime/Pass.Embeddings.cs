using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Embeddings;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <content>Products of tokens read through an embedding.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>target (+)= W·(E·x) for some rows from step <paramref name="t"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ProjectEmbedded(ProductTable table, EmbeddedProduct product, int t, int rows)
    {
        ref var left = ref _slots[table.Left.Slot];
        ref var target = ref _slots[table.Right.Slot];
        var to = RowsOf(table.Right, t);
        var (firstPanel, endPanel) = OwnPanels(table.PackPanels, 1);
        var place = (t * left.TokenStride) + _firstRow;
        if (_workspace.Embedded.RowsOf(product) is { } all)
        {
            var distinct = _workspace.Embedded.DistinctOf(product);
            var numbers = (distinct == null ? left.Tokens : distinct.Numbers) + place;
            TokenRows.Gather(table, all.Products, all.ProductPanel, numbers, to, target.RowStride, target.PanelStride, rows, firstPanel, endPanel);
            return;
        }

        var vectors = _workspace.Embedded.BlockOf(_thread);
        var pack = _workspace.ParameterPointer + table.PackOffset;
        for (int first = 0, count; first < rows; first += count, to += count * target.RowStride)
        {
            count = Math.Min(EmbeddingRun<T>.BlockRows, rows - first);
            product.Embed(_workspace.ParameterPointer, left.Tokens + place + first, vectors, count);
            PanelProduct.Run(table, pack, vectors, product.VectorRow<T>(), to, target.RowStride, target.PanelStride, count, firstPanel, endPanel, downwards: false);
        }
    }

    /// <summary>∂W += Σ δ·(E·x)ᵀ and ∂E += Σ (Wᵀ·δ)·xᵀ; every thread computes some panels of both.</summary>
    private readonly void EmbeddedGradient(ProductTable table, EmbeddedProduct product)
    {
        if (_workspace.Embedded.RowsOf(product) is { } rows)
            EmbeddedGradient(table, product, rows, _workspace.Embedded.DistinctOf(product)!);
        else
            EmbeddedGradientByRows(table, product);
    }

    /// <summary>The deltas δ of all places at which a token stands are added up first, so that both are products over the tokens that occur.</summary>
    private readonly void EmbeddedGradient(ProductTable table, EmbeddedProduct product, EmbeddedRows<T> rows, DistinctTokens distinct)
    {
        var (first, end) = PanelsOf(table.PackPanels, 1);
        ref var left = ref _slots[table.Left.Slot];
        ref var delta = ref _slots[table.Right.Slot];

        // δ of a token, where W·e of the token stood; then ∂W, of panels that nobody else touches.
        rows.ClearProducts(distinct.Count, first, end);
        for (int t = Begin, steps; t < End; t += steps)
        {
            steps = StepsGapless(t);
            TokenRows.Scatter(
                table, rows.Products, rows.ProductPanel, distinct.Numbers + (t * left.TokenStride), delta.At(t + table.Right.Offset), delta.RowStride, delta.PanelStride,
                steps * RowsOfAll(t), first, end);
        }

        GradientProduct.Run(
            product.Product, _workspace.GradientPointer + table.PackOffset, new StepRows<T>(rows.Vectors, rows.VectorRow, 0), new StepRows<T>(rows.Products, rows.ProductRow, 0), rows.ProductPanel,
            distinct.Count, 1, first, end);

        // ∂e = Wᵀ·δ takes all panels of δ, and stands where e of the token stood.
        _workspace.Meet();
        (first, end) = PanelsOf(product.Embedding.PackPanels, BackwardCopies<T>.BlockPanels);
        BackProject(product.Product, rows.Products, rows.ProductRow, rows.ProductPanel, rows.Vectors, rows.VectorRow, Vector<T>.Count, distinct.Count, gather: true, first, end);
        product.AddGradient(_workspace.GradientPointer, distinct.Tokens, rows.Vectors, distinct.Count, first, end);

        // The next product may add to ∂E by other panels.
        _workspace.Meet();
    }

    /// <summary>Row by row of the batch, some at a time: both gradients while the rows' vectors are in cache.</summary>
    private readonly void EmbeddedGradientByRows(ProductTable table, EmbeddedProduct product)
    {
        var vectors = _workspace.Embedded.BlockOf(_thread);
        var (first, end) = PanelsOf(table.PackPanels, 1);
        var (firstOfEmbedding, endOfEmbedding) = PanelsOf(product.Embedding.PackPanels, BackwardCopies<T>.BlockPanels);
        ref var left = ref _slots[table.Left.Slot];
        ref var delta = ref _slots[table.Right.Slot];
        _workspace.Meet();
        for (int t = Begin, steps; t < End; t += steps)
        {
            steps = StepsGapless(t);
            var tokens = left.Tokens + (t * left.TokenStride);
            var deltas = delta.At(t + table.Right.Offset);
            for (int rows = steps * RowsOfAll(t), count; rows > 0; rows -= count, tokens += count, deltas += count * delta.RowStride)
            {
                count = Math.Min(EmbeddingRun<T>.BlockRows, rows);
                product.Embed(_workspace.ParameterPointer, tokens, vectors, count);
                GradientProduct.Run(
                    table, _workspace.GradientPointer + table.PackOffset, new StepRows<T>(vectors, product.VectorRow<T>(), 0), new StepRows<T>(deltas, delta.RowStride, 0), delta.PanelStride,
                    count, 1, first, end);
                BackProject(table, deltas, delta.RowStride, delta.PanelStride, vectors, product.VectorRow<T>(), Vector<T>.Count, count, gather: true, firstOfEmbedding, endOfEmbedding);
                product.AddGradient(_workspace.GradientPointer, tokens, vectors, count, firstOfEmbedding, endOfEmbedding);
            }
        }

        _workspace.Meet();
    }
}
