namespace RnnGraph.Torch;

/// <summary>One parameter under PyTorch's name, <c>weight_ih_l0</c>: the rows of all gates, one gate after the other.</summary>
public sealed class LayerParameter
{
    internal LayerParameter(string name, IReadOnlyList<int> shape, int cell, IReadOnlyList<string> parts)
    {
        Name = name;
        Shape = shape;
        Cell = cell;
        Parts = parts;
    }

    /// <summary>PyTorch's name.</summary>
    public string Name { get; }

    /// <summary>The row-major shape: <c>[gates·hidden_size, inputs]</c>, <c>[gates·hidden_size]</c>, of <c>weight_hr_l0</c> <c>[proj_size, hidden_size]</c>.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How many values there are.</summary>
    public int Size => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Which of the layers' cells holds it.</summary>
    internal int Cell { get; }

    /// <summary>The cell's own keys, gate by gate in PyTorch's order.</summary>
    internal IReadOnlyList<string> Parts { get; }
}
