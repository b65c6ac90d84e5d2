using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>Conversions between the numeric types.</summary>
internal static class Numeric
{
    public static bool IsNumeric(SpecialType type) =>
        type is >= SpecialType.System_Char and <= SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double;

    /// <summary>
    /// Converts a number. A floating-point number that doesn't fit an integer throws even where C# wouldn't, because what it gives then differs between machines.
    /// </summary>
    public static object Convert(object value, SpecialType to, bool isChecked)
    {
        switch (value)
        {
            case float single:
                return FromDouble(single, to);
            case double number:
                return FromDouble(number, to);
            case ulong unsigned:
                return FromUnsigned(unsigned, to, isChecked);
            default:
                return FromLong(ToLong(value), to, isChecked);
        }
    }

    private static long ToLong(object value) => value switch
    {
        int i => i,
        long i => i,
        char c => c,
        byte i => i,
        sbyte i => i,
        short i => i,
        ushort i => i,
        uint i => i,
        _ => throw new EvaluatedException($"a {value.GetType().Name} is no number"),
    };

    private static object FromLong(long value, SpecialType to, bool isChecked)
    {
        var fits = to switch
        {
            SpecialType.System_Char => value is >= char.MinValue and <= char.MaxValue,
            SpecialType.System_SByte => value is >= sbyte.MinValue and <= sbyte.MaxValue,
            SpecialType.System_Byte => value is >= byte.MinValue and <= byte.MaxValue,
            SpecialType.System_Int16 => value is >= short.MinValue and <= short.MaxValue,
            SpecialType.System_UInt16 => value is >= ushort.MinValue and <= ushort.MaxValue,
            SpecialType.System_Int32 => value is >= int.MinValue and <= int.MaxValue,
            SpecialType.System_UInt32 => value is >= uint.MinValue and <= uint.MaxValue,
            SpecialType.System_UInt64 => value >= 0,
            _ => true,
        };
        if (isChecked && !fits)
        {
            throw new EvaluatedException($"{value} doesn't fit the type it is converted to");
        }

        return unchecked(to switch
        {
            SpecialType.System_Char => (char)value,
            SpecialType.System_SByte => (sbyte)value,
            SpecialType.System_Byte => (byte)value,
            SpecialType.System_Int16 => (short)value,
            SpecialType.System_UInt16 => (ushort)value,
            SpecialType.System_Int32 => (int)value,
            SpecialType.System_UInt32 => (uint)value,
            SpecialType.System_Int64 => value,
            SpecialType.System_UInt64 => (ulong)value,
            SpecialType.System_Single => (float)value,
            SpecialType.System_Double => (object)(double)value,
            _ => throw new EvaluatedException("the type of the conversion is no number"),
        });
    }

    private static object FromUnsigned(ulong value, SpecialType to, bool isChecked) => to switch
    {
        SpecialType.System_UInt64 => value,
        SpecialType.System_Single => (float)value,
        SpecialType.System_Double => (double)value,
        _ when isChecked && value > long.MaxValue => throw new EvaluatedException($"{value} doesn't fit the type it is converted to"),
        _ => FromLong(unchecked((long)value), to, isChecked),
    };

    private static object FromDouble(double value, SpecialType to)
    {
        switch (to)
        {
            case SpecialType.System_Single:
                return (float)value;
            case SpecialType.System_Double:
                return value;
            default:
                if (!(Math.Abs(value) < 9.2e18))
                {
                    throw new EvaluatedException($"{Formatting.Format(value)} doesn't fit an integer");
                }

                return FromLong((long)value, to, isChecked: true);
        }
    }
}
