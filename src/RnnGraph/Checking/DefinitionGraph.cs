using System.Numerics;
using System.Reflection;
using RnnGraph.Graphs;
using RnnGraph.Text;

namespace RnnGraph.Checking;

/// <summary>The graph that a compiled class carries.</summary>
public static class DefinitionGraph
{
    /// <summary>The graph of a cell's definition with the cell's own sizes; null when its class carries none.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="cell">A cell that was generated, or compiled at run time.</param>
    public static Graph? Of<T>(IRecurrent<T> cell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Of(cell.GetType())?.Bind(cell.Signature.Sizes.ToDictionary(size => size.Key, size => size.Value, StringComparer.Ordinal));
    }

    /// <summary>The graph that a class carries, its sizes open; null when it carries none.</summary>
    /// <param name="type">A class with <see cref="CellGraphAttribute"/>.</param>
    public static Graph? Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.GetCustomAttribute<CellGraphAttribute>(inherit: false) is { } attribute ? GraphText.Parse(attribute.Text) : null;
    }
}
