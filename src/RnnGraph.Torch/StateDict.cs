using System.Collections;
using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>The parameters of a whole model under the names of its state_dict: those of each module behind the module's name and a dot, <c>rnn.weight_ih_l0</c>. So one call loads or saves a
/// model, and says at once which keys are missing or left over.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <example><code>new StateDict&lt;float&gt; { { "embedding", embedding.Parameters }, { "rnn", rnn.Parameters }, { "head", head.Parameters } }.Load("model.safetensors");</code></example>
public sealed class StateDict<T> : INamedParameters<T>, IEnumerable<KeyValuePair<string, INamedParameters<T>>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<KeyValuePair<string, INamedParameters<T>>> _modules = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. _modules.SelectMany(module => module.Value.Names.Select(name => $"{module.Key}.{name}"))];

    /// <summary>Adds a module.</summary>
    /// <param name="name">Its attribute's name in PyTorch's model, <c>encoder.rnn</c> for one within another.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="ArgumentException">There is a module of this name.</exception>
    public void Add(string name, INamedParameters<T> parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameters);
        if (_modules.Exists(module => module.Key == name))
            throw new ArgumentException($"Expected each module once, given '{name}' twice.", nameof(name));
        _modules.Add(new(name, parameters));
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape(string name)
    {
        var (module, own) = Find(name);
        return module.Shape(own);
    }

    /// <inheritdoc/>
    public void Read(string name, Span<T> rowMajor)
    {
        var (module, own) = Find(name);
        module.Read(own, rowMajor);
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<T> rowMajor)
    {
        var (module, own) = Find(name);
        module.Write(own, rowMajor);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, INamedParameters<T>>> GetEnumerator() => _modules.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Of modules such as "rnn" and "rnn.attention" the longer name that fits has the parameter.
    private (INamedParameters<T> Module, string Name) Find(string name)
    {
        var found = _modules.Where(module => name.StartsWith(module.Key + ".", StringComparison.Ordinal) && module.Value.Names.Contains(name[(module.Key.Length + 1)..]))
            .OrderByDescending(module => module.Key.Length).FirstOrDefault();
        return found.Value is { } parameters
            ? (parameters, name[(found.Key.Length + 1)..])
            : throw new ArgumentException($"The model has no parameter '{name}' here. It has: {string.Join(", ", Names)}.", nameof(name));
    }
}
