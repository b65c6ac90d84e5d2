namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>Makes the generated class of a definition.</summary>
internal static class Compiled
{
    /// <summary>The float kernel.</summary>
    public static RecurrentCell<float> Single(Definition definition, int[] sizes) => (RecurrentCell<float>)Make(definition.Type, sizes);

    /// <summary>The double kernel.</summary>
    public static RecurrentCell<double> Double(Definition definition, int[] sizes) => (RecurrentCell<double>)Make(definition.DoubleType, sizes);

    private static object Make(Type type, int[] sizes) => Activator.CreateInstance(type, [.. sizes.Select(size => (object)size)])!;
}
