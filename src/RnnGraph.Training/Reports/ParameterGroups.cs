using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Parameters of one layer: those whose names begin alike. <c>layer.0.i.W</c> belongs to <c>layer.0</c>, <c>head.W</c> to <c>head</c>, and <c>i.W</c> of a cell alone to its gate <c>i</c>.</summary>
internal sealed class ParameterGroups<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<(string Name, int Group)> parameters;
    private T[] values = [];

    public ParameterGroups(IReadOnlyList<string> names)
    {
        Names = [.. names.Select(GroupOf).Distinct(StringComparer.Ordinal)];
        parameters = [.. names.Select(name => (name, Names.ToList().IndexOf(GroupOf(name))))];
    }

    /// <summary>The names of the groups, in the order of their first parameters.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The norm of each group's gradients.</summary>
    /// <param name="gradients">The gradients as they are, shortened perhaps.</param>
    /// <param name="whole">The norm that all of them together had before they were shortened.</param>
    public IReadOnlyList<double> Norms(Gradients<T> gradients, double whole)
    {
        var squares = new double[Names.Count];
        foreach (var (name, group) in parameters)
        {
            var size = gradients.Shape(name).Aggregate(1, (product, length) => product * length);
            if (values.Length < size)
                values = new T[size];
            gradients.Read(name, values.AsSpan(0, size));
            squares[group] += FixedOrder.SumOfSquares<T>(values.AsSpan(0, size));
        }

        var now = Math.Sqrt(squares.Sum());
        return [.. squares.Select(square => now == 0 ? 0 : Math.Sqrt(square) * (whole / now))];
    }

    private static string GroupOf(string name)
    {
        var parts = name.Split('.');
        return parts.Length == 1 ? name : string.Join('.', parts[..^(parts.Length == 2 ? 1 : 2)]);
    }
}
