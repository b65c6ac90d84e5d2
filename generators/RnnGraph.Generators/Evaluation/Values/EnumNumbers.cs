using System.Globalization;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>The number behind an enum's value.</summary>
internal static class EnumNumbers
{
    public static object? Of(object? value) => value switch
    {
        ScriptEnum script => script.Underlying,
        Enum real => System.Convert.ChangeType(real, Enum.GetUnderlyingType(real.GetType()), CultureInfo.InvariantCulture),
        _ => value,
    };
}
