namespace RnnGraph.Compiler.Emission;

/// <summary>Sizes as C# expressions over the constructor's arguments or the class's constants.</summary>
internal static class SizeCode
{
    /// <summary>The canonical text of a size is a C# expression but for the case of its names, which are the arguments' own.</summary>
    public static string Of(Size size) => size.ToString();
}
