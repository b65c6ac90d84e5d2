namespace RnnGraph.Text;

/// <summary>Initialisers as they stand at the end of a parameter's line.</summary>
internal static class InitializerText
{
    public static string Print(Initializer? initializer) => initializer?.Kind switch
    {
        null => "",
        InitializerKind.Uniform => " uniform",
        InitializerKind.Glorot => " glorot",
        InitializerKind.Orthogonal => " orthogonal",
        _ => " constant " + NumberText.Print(initializer.Value),
    };

    public static Initializer? Parse(string text) => text switch
    {
        "" => null,
        "uniform" => Initializer.Uniform,
        "glorot" => Initializer.Glorot,
        "orthogonal" => Initializer.Orthogonal,
        _ when text.StartsWith("constant ", StringComparison.Ordinal) => Initializer.Constant((float)NumberText.Parse(text.Substring("constant ".Length))),
        _ => throw new FormatException($"'{text}' is not an initialiser."),
    };
}
