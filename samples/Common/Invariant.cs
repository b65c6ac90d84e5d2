using System.Globalization;

namespace CharRnn;

/// <summary>Text that looks the same in every country.</summary>
internal static class Invariant
{
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
