using System.Globalization;
using System.Text.Json.Serialization;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>The vectors of single ops that scripts/vectors/ops.py wrote.</summary>
internal sealed record OpVectors(ElementwiseVector[] Elementwise, [property: JsonPropertyName("over features")] FeatureVector[] OverFeatures)
{
    /// <summary>Reads the file.</summary>
    public static OpVectors Load() => VectorFile.Read<OpVectors>("ops");
}

/// <summary>An elementwise op at several points: operands and derivatives by operand, "0", "1" …</summary>
internal sealed record ElementwiseVector(string Op, double[] Numbers, Dictionary<string, double[]> Operands, double[] Value, Dictionary<string, double[]> Gradients)
{
    /// <summary>The operands in order.</summary>
    public double[][] Columns => [.. Operands.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
}

/// <summary>
/// A reduction, broadcast, rearrangement, product or part of a cell with the gradient dy that seeds its derivative. Of a part, the keys are what its operands are called, its parameters among them.
/// </summary>
internal sealed record FeatureVector(
    string Op, Dictionary<string, int[]> Shapes, Dictionary<string, double[]> Operands, double[] Dy, double[] Value, Dictionary<string, double[]> Gradients, string[]? Keys = null)
{
    /// <summary>What the operands are called in the cell of the op.</summary>
    public string[] Names => Keys ?? OpCell.Names(Operands.Count);

    /// <summary>Whether an operand is a parameter: a matrix, or what a part declares.</summary>
    public bool IsParameter(int operand) => IsOfPart(operand) || Shapes[operand.ToString(CultureInfo.InvariantCulture)].Length == 2;

    /// <summary>Whether an operand is a parameter that the part itself declares.</summary>
    public bool IsOfPart(int operand) => Names[operand].Contains('.', StringComparison.Ordinal);
}
