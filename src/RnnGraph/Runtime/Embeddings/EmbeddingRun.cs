using System.Numerics;
using RnnGraph.Runtime.Segments;

namespace RnnGraph.Runtime.Embeddings;

/// <summary>
/// What a workspace looks products W·(E·x) of tokens up in. In training: the tokens that occur in the run, each once, however many steps and rows there are. In evaluation: the
/// whole vocabulary. Where nearly every token is another, or the vocabulary is large, a table saves nothing: then some rows at a time are embedded and multiplied.
/// </summary>
internal sealed unsafe class EmbeddingRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows embedded at a time: their vectors stay in the second-level cache while both gradients read them.</summary>
    public const int BlockRows = 256;

    private readonly Workspace<T> _workspace;
    private readonly DistinctTokens?[] _distinct;
    private readonly EmbeddedRows<T>?[] _rows;
    private readonly AlignedArray<T>?[] _blocks;

    public EmbeddingRun(Workspace<T> workspace)
    {
        _workspace = workspace;
        var products = workspace.Tables.EmbeddedProducts;
        _distinct = new DistinctTokens?[workspace.Tables.Inputs.Length];
        _rows = new EmbeddedRows<T>?[products.Length];
        _blocks = new AlignedArray<T>?[workspace.Threads];
        foreach (var product in products.Where(_ => workspace.Mode == Mode.Train))
        {
            var distinct = _distinct[product.Input] ??= new DistinctTokens(product.Vocabulary, PlacesOf(workspace.Tables, workspace.Axes, product, workspace.Batch, workspace.Memory.Segments.Length));
            _rows[product.Index] = new EmbeddedRows<T>(product, distinct.Capacity);
        }

        var width = BlockWidth(workspace.Tables, workspace.Mode);
        for (var thread = 0; thread < _blocks.Length; thread++)
            _blocks[thread] = width == 0 ? null : new AlignedArray<T>(BlockRows * width, cleared: false);
    }

    public long Bytes => _rows.Sum(rows => rows?.Bytes ?? 0) + _blocks.Sum(block => (block?.Length ?? 0) * (long)sizeof(T));

    /// <summary>The bytes of a workspace with room for as many steps of the first axis.</summary>
    public static long BytesOf(CellTables<T> tables, AxisRun[] axes, int batch, Mode mode, int threads, int steps)
    {
        var rows = mode != Mode.Train ? 0 : tables.EmbeddedProducts.Sum(product =>
            EmbeddedRows<T>.BytesOf(product, DistinctTokens.CapacityOf(product.Vocabulary, PlacesOf(tables, axes, product, batch, steps))));
        return rows + (threads * BlockRows * BlockWidth(tables, mode) * sizeof(T));
    }

    /// <summary>What all threads look up in; null where each embeds some rows at a time.</summary>
    public EmbeddedRows<T>? RowsOf(EmbeddedProduct product) =>
        _distinct[product.Input] is { } distinct ? distinct.AreFew ? _rows[product.Index] : null
        : VocabularyRows<T>.Has(product) ? _workspace.Cell.Vocabulary.Of(product) : null;

    /// <summary>A thread's room for the vectors of some rows.</summary>
    public T* BlockOf(int thread) => _blocks[thread]!.Pointer;

    /// <summary>The tokens that occur in the run; null in evaluation, where they are looked up as they are.</summary>
    public DistinctTokens? DistinctOf(EmbeddedProduct product) => _distinct[product.Input];

    /// <summary>Takes the tokens of the present segment.</summary>
    public void MoveTo(StepSegments segments)
    {
        for (var input = 0; input < _distinct.Length; input++)
        {
            var axis = _workspace.Tables.Inputs[input].Axis;
            var (begin, end) = axis == 0 ? (segments.Begin, segments.End) : (0, _workspace.Along(axis).Steps);
            _distinct[input]?.Number(new ReadOnlySpan<int>(_workspace.TokensOf(input) + ((nint)begin * _workspace.Batch), (end - begin) * _workspace.Batch), begin * _workspace.Batch);
        }
    }

    /// <summary>A thread's part of what a training run looks up; before anybody does, all threads must meet.</summary>
    public void Compute(int thread, int threads)
    {
        foreach (var product in _workspace.Tables.EmbeddedProducts)
        {
            var distinct = _distinct[product.Input]!;
            RowsOf(product)?.Compute(_workspace.ParameterPointer, distinct.Tokens, distinct.Count * thread / threads, distinct.Count * (thread + 1) / threads);
        }
    }

    /// <summary>The places at which a product's tokens stand in memory.</summary>
    private static int PlacesOf(CellTables<T> tables, AxisRun[] axes, EmbeddedProduct product, int batch, int steps)
    {
        var axis = tables.Inputs[product.Input].Axis;
        return (axis == SlotPlan.Once ? 1 : axis == 0 ? Math.Min(steps, axes[0].Steps) : axes[axis].Steps) * batch;
    }

    private static long BlockWidth(CellTables<T> tables, Mode mode) => tables.EmbeddedProducts
        .Where(product => mode == Mode.Train || !VocabularyRows<T>.Has(product)).Select(product => (long)product.VectorRow<T>()).DefaultIfEmpty().Max();
}
