using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Samples;

/// <summary>Options whose wrong values are told in one line: what was expected, and what was given.</summary>
public static class Options
{
    /// <summary>One of some names.</summary>
    public static Option<string> Choice(string name, string value, string description, string[] choices)
    {
        var list = string.Join(", ", choices);
        return new(name)
        {
            Description = $"{description}: {list}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                if (!choices.Contains(given))
                    result.AddError($"{name}: expected one of {list}, given {given}");
                return given;
            },
        };
    }

    /// <summary>A whole number.</summary>
    public static Option<int> Count(string name, int value, int least, string description, int most = int.MaxValue)
        => Parsed<int>(name, value, description, "N", NumberStyles.AllowLeadingSign, value => value >= least && value <= most, $"a whole number {least} {(most == int.MaxValue ? "or more" : $"… {most}")}");

    /// <summary>A whole number of 0 or more, or null if the option isn't given.</summary>
    public static Option<int?> Index(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var token = result.Tokens[0].Value;
            if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var given))
                result.AddError($"{name}: expected a whole number 0 or more, given {token}");
            return given;
        },
    };

    /// <summary>A finite number.</summary>
    public static Option<double> Number(string name, double value, string description, Func<double, bool> isGood, string expected)
        => Parsed<double>(name, value, description, "X", NumberStyles.Float, given => double.IsFinite(given) && isGood(given), $"a number {expected}");

    /// <summary>What chance is drawn from.</summary>
    public static Option<ulong> Seed(ulong value, string description)
        => Parsed<ulong>("--seed", value, description, "N", NumberStyles.None, _ => true, $"a whole number 0 … {ulong.MaxValue}");

    /// <summary>How many threads work.</summary>
    public static Option<int> Threads() => Count("--threads", Environment.ProcessorCount, 1, "Threads; the results don't depend on it.");

    /// <summary>A file's path, or null if the option isn't given.</summary>
    public static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    /// <summary>A number, written the same in every country. The parser's own conversion would take 0,001 for 1: a comma may group digits.</summary>
    private static Option<T> Parsed<T>(string name, T value, string description, string helpName, NumberStyles style, Func<T, bool> isGood, string expected)
        where T : INumberBase<T>
        => new(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                var token = result.Tokens[0].Value;
                if (!T.TryParse(token, style, CultureInfo.InvariantCulture, out var given) || !isGood(given))
                    result.AddError($"{name}: expected {expected}, given {token}");
                return given;
            },
        };
}
