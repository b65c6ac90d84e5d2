namespace RnnGraph.Files;

/// <summary>BF16: the upper half of a 32 bit float, with its range and 8 bits of precision.</summary>
/// <param name="Bits">Sign, 8 bits of exponent, 7 of the fraction.</param>
internal readonly record struct BrainFloat(ushort Bits)
{
    private const int Lower = 16;
    private const uint QuietBit = 1u << 22;

    /// <summary>The nearest to a float, of two equally near the even one; no number stays none.</summary>
    public static BrainFloat Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return new((ushort)((bits | QuietBit) >> Lower)); // whose payload may stand in the lower half alone
        var halfLessOne = 0x7FFFu + ((bits >> Lower) & 1);
        return new((ushort)((bits + halfLessOne) >> Lower));
    }

    /// <summary>The same value.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)Bits << Lower);
}
