namespace RnnGraph;

/// <summary>
/// Makes the partial class a recurrent cell: the generator reads its <c>Define</c> and writes the rest. Sizes given here are fixed in the emitted code;
/// without them the constructor takes them.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecurrentCellAttribute : Attribute
{
    /// <summary>Makes the class a cell.</summary>
    /// <param name="sizes">The definition's sizes in the order of its parameters: all of them, or none.</param>
    public RecurrentCellAttribute(params int[] sizes) => Sizes = sizes;

    /// <summary>The bound sizes; empty when the constructor takes them.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The type that the kernel computes in.</summary>
    public Precision Precision { get; set; }

    /// <summary>The definition's parameters that are not sizes (numbers of layers, switches, enumerations), in order.</summary>
    public object[] Structure { get; set; } = [];
}
