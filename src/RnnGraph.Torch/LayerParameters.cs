using System.Collections;
using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>The parameters of recurrent layers under PyTorch's names, read and written row-major in PyTorch's layout.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerParameters<T> : IReadOnlyList<LayerParameter>, INamedParameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _module;
    private readonly LayerParameter[] _parameters;
    private readonly RecurrentCell<T>[] _cells;

    internal LayerParameters(LayerPlan plan, RecurrentCell<T>[] cells)
    {
        _module = plan.Module;
        _parameters = [.. plan.Parameters()];
        _cells = cells;
    }

    /// <summary>How many parameters there are.</summary>
    public int Count => _parameters.Length;

    /// <summary>The names in PyTorch's order.</summary>
    public IReadOnlyList<string> Names => [.. _parameters.Select(parameter => parameter.Name)];

    /// <summary>The parameter at a place of PyTorch's order.</summary>
    public LayerParameter this[int index] => _parameters[index];

    /// <summary>The parameter called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public LayerParameter this[string name] => Array.Find(_parameters, parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"{_module} has no parameter '{name}' here. It has: {string.Join(", ", Names)}.", nameof(name));

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape(string name) => this[name].Shape;

    /// <summary>Copies a parameter's values.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Read(string name, Span<T> rowMajor)
    {
        var parameter = Find(name, rowMajor.Length, nameof(rowMajor));
        var part = parameter.Size / parameter.Parts.Count;
        for (var i = 0; i < parameter.Parts.Count; i++)
            _cells[parameter.Cell].Parameters.Read(parameter.Parts[i], rowMajor.Slice(i * part, part));
    }

    /// <summary>Sets a parameter's values.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Write(string name, ReadOnlySpan<T> rowMajor)
    {
        var parameter = Find(name, rowMajor.Length, nameof(rowMajor));
        var part = parameter.Size / parameter.Parts.Count;
        for (var i = 0; i < parameter.Parts.Count; i++)
            _cells[parameter.Cell].Parameters.Write(parameter.Parts[i], rowMajor.Slice(i * part, part));
    }

    /// <inheritdoc/>
    public IEnumerator<LayerParameter> GetEnumerator() => _parameters.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal LayerParameter Find(string name, int given, string argument)
    {
        var parameter = this[name];
        if (parameter.Size != given)
            throw new ArgumentException($"'{name}' is [{string.Join(", ", parameter.Shape)}], {parameter.Size} values; {given} were given.", argument);
        return parameter;
    }
}
