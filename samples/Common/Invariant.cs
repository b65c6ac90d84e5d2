using System.Globalization;

namespace Samples;

/// <summary>Text that looks the same in every country.</summary>
public static class Invariant
{
    /// <summary>Numbers with a point, whatever the machine is set to.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
