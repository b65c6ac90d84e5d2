namespace RnnGraph.Generators.Diagnostics;

/// <summary>
/// RNN3xxx and RNN4xxx: errors that the language itself finds, of sizes, names and recurrence. The language words the message; here each id gets its title.
/// </summary>
internal static class LanguageRules
{
    public static IEnumerable<Rule> All =>
    [
        Of(DiagnosticIds.SizesDiffer, "Two shapes differ"),
        Of(DiagnosticIds.SizeNotDivisible, "A size is not divisible"),
        Of(DiagnosticIds.SizeTooSmall, "A size is below 1"),
        Of(DiagnosticIds.SizeTooLarge, "A size is too large"),
        Of(DiagnosticIds.WrongShape, "A value has the wrong shape"),
        Of(DiagnosticIds.RequirementViolated, "Sizes that must be equal differ"),
        Of(DiagnosticIds.SizeNotBound, "A size has no value"),
        Of(DiagnosticIds.NameUsedTwice, "A name is used twice"),
        Of(DiagnosticIds.NameNotValid, "A name is not valid"),
        Of(DiagnosticIds.RoleMissing, "The role of a weight must be named"),
        Of(DiagnosticIds.ScopeInputs, "The inputs of a scope don't fit its definition"),
        Of(DiagnosticIds.ScopeResultMissing, "A scope has no such result"),
        Of(DiagnosticIds.SliceOutOfRange, "A slice lies outside the vector"),
        Of(DiagnosticIds.NumberOutOfRange, "A number is out of its range"),
        Of(DiagnosticIds.StateNeverUpdated, "A state is never updated"),
        Of(DiagnosticIds.StateUpdatedTwice, "A state is updated twice"),
        Of(DiagnosticIds.NotAState, "The value is not a state"),
        Of(DiagnosticIds.NextNotGiven, "A next value is read before it is given"),
        Of(DiagnosticIds.NoState, "A cell without a state"),
        Of(DiagnosticIds.NoOutput, "A cell without an output"),
        Of(DiagnosticIds.UnusedParameter, "A parameter is not used"),
        Of(DiagnosticIds.UnusedInput, "An input is not used"),
        Of(DiagnosticIds.ConstantResult, "A result is the same at every step"),
        Of(DiagnosticIds.ForeignNode, "A value of another cell"),
        Of(DiagnosticIds.AxesDiffer, "Two time axes are joined"),
        Of(DiagnosticIds.WrongSpace, "A value of every step, or one of each sequence, is needed"),
        Of(DiagnosticIds.WrongStart, "A scan can't start there"),
    ];

    private static Rule Of(string id, string title) => new(id, title, "{0}");
}
