using System.Text.RegularExpressions;

namespace RnnGraph.Tool.Reports;

/// <summary>Sizes as people write them: <c>4·hidden² + hidden·input</c>.</summary>
internal static partial class Formula
{
    public static string Of(Size size) => Squares().Replace(size.ToString().Replace('*', '·'), "${name}²");

    [GeneratedRegex(@"\b(?<name>\w+)·\k<name>\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Squares();
}
