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

/// <summary>A reduction, broadcast or product with the gradient dy that seeds its derivative.</summary>
internal sealed record FeatureVector(
    string Op, Dictionary<string, int[]> Shapes, Dictionary<string, double[]> Operands, double[] Dy, double[] Value, Dictionary<string, double[]> Gradients);
