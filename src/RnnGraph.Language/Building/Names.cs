using System.Globalization;

namespace RnnGraph.Building;

/// <summary>
/// What names look like: letters, digits and underscores in parts separated by dots. They become checkpoint keys and, in emitted code, identifiers.
/// The endings below are the graph's own, for values that follow from a declared one.
/// </summary>
internal static class Names
{
    /// <summary>The node that holds the one scan of a cell.</summary>
    public const string Scan = "scan";

    private static readonly string[] ReservedEndings = ["now", "previous", "next", "final", "initial", "step", "steps", "carried", "saved", "scan"];

    /// <summary>A scan that a builder's word such as a mean over time makes.</summary>
    public static string ScanOf(string result) => result + ".scan";

    /// <summary>What a value of the graph's own is of: <c>x</c> of <c>x.now</c>, <c>h</c> of <c>h.previous</c>.</summary>
    public static string Of(string value) => value.LastIndexOf('.') is > 0 and var at ? value.Substring(0, at) : value;

    /// <summary>An input's value at this step.</summary>
    public static string Now(string input) => input + ".now";

    /// <summary>A state's value before this step.</summary>
    public static string Previous(string state) => state + ".previous";

    /// <summary>A state's value after this step.</summary>
    public static string Next(string state) => state + ".next";

    /// <summary>The parameter that a state starts from.</summary>
    public static string Initial(string state) => state + ".initial";

    /// <summary>A state's value after the last step.</summary>
    public static string Final(string state) => state + ".final";

    /// <summary>A value of the body at every step.</summary>
    public static string Steps(string value) => value + ".steps";

    /// <summary>A part of the value of a named node.</summary>
    public static string Part(string name, int number) => name + "." + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>In an adjoint body: a value of the forward pass.</summary>
    public static string Saved(string value) => value + ".saved";

    /// <summary>∂L by a value.</summary>
    public static string Adjoint(string value) => "d." + value;

    /// <summary>In an adjoint body: ∂L by a state after this step, as the later steps gave it.</summary>
    public static string AdjointCarried(string state) => Adjoint(state) + ".carried";

    /// <summary>∂L by a state before the first step.</summary>
    public static string AdjointInitial(string state) => Adjoint(state) + ".initial";

    /// <summary>In an adjoint body: what one step adds to ∂L by a parameter.</summary>
    public static string AdjointStep(string parameter) => Adjoint(parameter) + ".step";

    /// <summary>A part of an adjoint; told from <see cref="Part"/>, because the part i.1 has an adjoint d.i.1 of its own.</summary>
    public static string AdjointPart(string name, int number) => name + "~" + number.ToString(CultureInfo.InvariantCulture);

    public static void Check(string name)
    {
        var parts = (name ?? "").Split('.');
        if (!parts.All(part => part.Length > 0 && part.All(c => char.IsLetterOrDigit(c) || c == '_')) || char.IsDigit(parts[0][0]))
        {
            throw new DefinitionException(
                DiagnosticIds.NameNotValid,
                $"'{name}' is not a name; names are letters, digits and underscores in parts separated by dots, the first not a digit, such as \"i\" or \"layer.0\".");
        }

        if (name == Scan || (parts.Length > 1 && ReservedEndings.Contains(parts[parts.Length - 1])))
        {
            throw new DefinitionException(DiagnosticIds.NameNotValid, $"The name '{name}' is kept for the graph's own values; choose another.");
        }
    }
}
