using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGraph.Runtime.Embeddings;

/// <summary>
/// W·(E·x) of every token of a vocabulary, for evaluation: made once for each version of the parameters, and shared by all runs and states of a model. Of a vocabulary
/// so large that its table would leave the caches there is none.
/// </summary>
internal sealed unsafe class VocabularyRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // As much as stays in the second-level cache of most machines, or leaves it by a little.
    private const long MostBytes = 4 << 20;

    private readonly Lock _making = new();
    private readonly EmbeddedProduct[] _products;
    private readonly ParameterSet<T> _parameters;
    private readonly EmbeddedRows<T>?[] _rows;
    private long _version;

    public VocabularyRows(EmbeddedProduct[] products, ParameterSet<T> parameters)
    {
        _products = products;
        _parameters = parameters;
        _rows = new EmbeddedRows<T>?[products.Length];
    }

    /// <summary>Whether a product has a table of its whole vocabulary.</summary>
    public static bool Has(EmbeddedProduct product) => EmbeddedRows<T>.BytesOf(product, product.Vocabulary) <= MostBytes;

    /// <summary>A product's table; <see cref="Refresh"/> must have been called for this parameter version.</summary>
    public EmbeddedRows<T> Of(EmbeddedProduct product) => _rows[product.Index]!;

    /// <summary>Brings the tables up to date. Runs of several threads may call this at once.</summary>
    public void Refresh()
    {
        if (_products.Length == 0 || Volatile.Read(ref _version) == _parameters.Version)
            return;
        lock (_making)
        {
            var version = _parameters.Version;
            if (_version == version)
                return;
            foreach (var product in _products.Where(Has))
                Make(product);
            Volatile.Write(ref _version, version);
        }
    }

    private void Make(EmbeddedProduct product)
    {
        var rows = _rows[product.Index] ??= new EmbeddedRows<T>(product, product.Vocabulary);
        var tokens = GC.AllocateArray<int>(product.Vocabulary, pinned: true);
        for (var token = 0; token < tokens.Length; token++)
            tokens[token] = token;
        rows.Compute(_parameters.Pointer, (int*)Marshal.UnsafeAddrOfPinnedArrayElement(tokens, 0), 0, tokens.Length);
    }
}
