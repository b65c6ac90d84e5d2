using System.Numerics;

namespace RnnGraph.Torch;

/// <summary>∂L/∂parameters of recurrent layers, under PyTorch's names.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerGradients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerParameters<T> _parameters;

    internal LayerGradients(LayerParameters<T> parameters, IEnumerable<RecurrentCell<T>> cells)
    {
        _parameters = parameters;
        Parts = [.. cells.Select(cell => cell.CreateGradients())];
    }

    /// <summary>The gradients of each cell of <see cref="RecurrentLayers{T}.Cells"/>, as optimisers take them.</summary>
    public IReadOnlyList<Gradients<T>> Parts { get; }

    /// <summary>The layers' parameters these belong to.</summary>
    internal LayerParameters<T> Parameters => _parameters;

    /// <summary>Sets everything to 0: PyTorch's zero_grad.</summary>
    public void Clear()
    {
        foreach (var part in Parts)
            part.Clear();
    }

    /// <summary>Copies the gradient of a parameter, row-major in PyTorch's layout.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or the span has another length than its shape.</exception>
    public void Read(string name, Span<T> rowMajor)
    {
        var parameter = _parameters.Find(name, rowMajor.Length, nameof(rowMajor));
        var part = parameter.Size / parameter.Parts.Count;
        for (var i = 0; i < parameter.Parts.Count; i++)
            Parts[parameter.Cell].Read(parameter.Parts[i], rowMajor.Slice(i * part, part));
    }
}
