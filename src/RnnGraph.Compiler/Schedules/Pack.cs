using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>Matrices of the same shape that read the same vector, packed side by side: one product instead of several.</summary>
internal sealed class Pack
{
    public Pack(int id, IReadOnlyList<GraphNode> matrices)
    {
        Id = id;
        Matrices = matrices;
    }

    public int Id { get; }

    /// <summary>The parameters, gate by gate; all [<see cref="Outputs"/>, <see cref="Inputs"/>].</summary>
    public IReadOnlyList<GraphNode> Matrices { get; }

    public Size Outputs => Matrices[0].Shape.Rows;

    public Size Inputs => Matrices[0].Shape.Columns;

    public override string ToString() => "[" + string.Join(" ", Matrices.Select(matrix => matrix.Name)) + "]";
}
