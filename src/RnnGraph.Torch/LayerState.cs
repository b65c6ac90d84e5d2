using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>What recurrent layers carry from step to step: h, and of an LSTM c, of every layer and direction. As ∂L/∂state it is also what a backward run takes and gives.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerPlan _plan;

    internal LayerState(RecurrentLayers<T> layers, int batch)
        : this(layers, batch, [.. layers.Cells.Select(cell => cell.CreateState(batch))])
    {
    }

    private LayerState(RecurrentLayers<T> layers, int batch, CellState<T>[] cells)
    {
        Layers = layers;
        _plan = layers.Plan;
        Batch = batch;
        Cells = cells;
        Between = [new T[batch * _plan.OutputSize], new T[batch * _plan.OutputSize]];
    }

    /// <summary>Sequences.</summary>
    public int Batch { get; }

    /// <summary>The states' names: <c>h</c>, and of an LSTM <c>c</c>.</summary>
    public IReadOnlyList<string> Names => _plan.States;

    internal RecurrentLayers<T> Layers { get; }

    /// <summary>The state of each cell, layer by layer, within a layer forwards before backwards.</summary>
    internal CellState<T>[] Cells { get; }

    /// <summary>What one layer gives to the next in a streaming step.</summary>
    internal T[][] Between { get; }

    /// <summary>PyTorch's shape of a state, <c>[num_layers·directions, B, features]</c>.</summary>
    public IReadOnlyList<int> Shape(string name) => [_plan.Cells, Batch, Features(name)];

    /// <summary>Copies a state in PyTorch's shape, <c>[num_layers·directions, B, features]</c>.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Read(string name, Span<T> destination)
    {
        var part = RequireLength(name, destination.Length, nameof(destination));
        for (var i = 0; i < Cells.Length; i++)
            Cells[i][name].CopyTo(destination.Slice(i * part, part));
    }

    /// <summary>Sets a state from PyTorch's shape, <c>[num_layers·directions, B, features]</c>.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Write(string name, ReadOnlySpan<T> source)
    {
        var part = RequireLength(name, source.Length, nameof(source));
        for (var i = 0; i < Cells.Length; i++)
            source.Slice(i * part, part).CopyTo(Cells[i][name]);
    }

    /// <summary>Sets everything to 0.</summary>
    public void Reset()
    {
        foreach (var cell in Cells)
            cell.Reset();
    }

    /// <summary>A state with the same values that shares nothing with this one.</summary>
    public LayerState<T> Clone() => new(Layers, Batch, [.. Cells.Select(cell => cell.Clone())]);

    private int RequireLength(string name, int given, string argument)
    {
        var part = Batch * Features(name);
        if (given != Cells.Length * part)
            throw new ArgumentException($"State '{name}' of {_plan.Module} is [{string.Join(", ", Shape(name))}], {Cells.Length * part} values; {given} were given.", argument);
        return part;
    }

    private int Features(string name)
    {
        if (!_plan.States.Contains(name, StringComparer.Ordinal))
            throw new ArgumentException($"{_plan.Module} has no state '{name}'. It has: {string.Join(", ", _plan.States)}.", nameof(name));
        return _plan.StateFeatures(name);
    }
}
