using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGraph.Runtime.Embeddings;

/// <summary>
/// What a workspace looks products W·(E·x) of tokens up in. In training: the tokens that occur in the run, each once; their number grows with neither steps nor rows, and
/// beyond the vocabulary not at all. In evaluation: the whole vocabulary, or where that is too large some rows at a time.
/// </summary>
internal sealed unsafe class EmbeddingRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows at a time where there is no table.</summary>
    public const int BlockRows = 48;

    private readonly Workspace<T> _workspace;
    private readonly DistinctTokens?[] _distinct;
    private readonly EmbeddedRows<T>?[] _rows;
    private readonly EmbeddedRows<T>?[][] _blocks;
    private readonly int[] _inOrder;

    public EmbeddingRun(Workspace<T> workspace)
    {
        _workspace = workspace;
        var products = workspace.Tables.EmbeddedProducts;
        _distinct = new DistinctTokens?[workspace.Tables.Inputs.Length];
        _rows = new EmbeddedRows<T>?[products.Length];
        _blocks = new EmbeddedRows<T>?[products.Length][];
        _inOrder = GC.AllocateArray<int>(products.Length == 0 ? 1 : BlockRows, pinned: true);
        for (var i = 0; i < _inOrder.Length; i++)
            _inOrder[i] = i;
        foreach (var product in products)
        {
            if (workspace.Mode == Mode.Train)
            {
                var places = workspace.Along(workspace.Tables.Inputs[product.Input].Axis).Steps * workspace.Batch;
                var distinct = _distinct[product.Input] ??= new DistinctTokens(product.Vocabulary, places);
                _rows[product.Index] = new EmbeddedRows<T>(product, distinct.Capacity);
            }
            else if (!VocabularyRows<T>.Has(product))
            {
                _blocks[product.Index] = new EmbeddedRows<T>?[workspace.Threads];
                for (var thread = 0; thread < workspace.Threads; thread++)
                    _blocks[product.Index][thread] = new EmbeddedRows<T>(product, BlockRows);
            }
        }
    }

    /// <summary>0, 1, 2 …: the numbers of the rows of a block.</summary>
    public int* InOrder => (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_inOrder, 0);

    /// <summary>Bytes of what is computed for each run.</summary>
    public long Bytes => _rows.Sum(rows => rows?.Bytes ?? 0) + _blocks.Sum(blocks => blocks?.Sum(rows => rows!.Bytes) ?? 0);

    /// <summary>What all threads look up in; null where each computes some rows at a time.</summary>
    public EmbeddedRows<T>? RowsOf(EmbeddedProduct product) =>
        _rows[product.Index] ?? (_blocks[product.Index] == null ? _workspace.Cell.Vocabulary.Of(product) : null);

    /// <summary>A thread's room for some rows.</summary>
    public EmbeddedRows<T> BlockOf(EmbeddedProduct product, int thread) => _blocks[product.Index][thread]!;

    /// <summary>The tokens that occur in the run; null in evaluation, where they are looked up as they are.</summary>
    public DistinctTokens? DistinctOf(EmbeddedProduct product) => _distinct[product.Input];

    /// <summary>Takes the tokens of an input for the run to come.</summary>
    public void Take(int input, ReadOnlySpan<int> tokens) => _distinct[input]?.Number(tokens);

    /// <summary>A thread's part of what a training run looks up; before anybody does, all threads must meet.</summary>
    public void Compute(int thread, int threads)
    {
        foreach (var product in _workspace.Tables.EmbeddedProducts)
        {
            var distinct = _distinct[product.Input]!;
            _rows[product.Index]!.Compute(_workspace.ParameterPointer, distinct.Tokens, distinct.Count * thread / threads, distinct.Count * (thread + 1) / threads);
        }
    }
}
