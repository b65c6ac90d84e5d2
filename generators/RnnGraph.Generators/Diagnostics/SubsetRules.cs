namespace RnnGraph.Generators.Diagnostics;

/// <summary>RNN2xxx: C# that a definition may not use, because it is evaluated while the program compiles.</summary>
internal static class SubsetRules
{
    public static Rule Unsupported { get; } = new(
        "RNN2001", "C# outside the subset",
        "'{0}' can't be evaluated while compiling, because it is {1}: {2}");

    public static Rule MethodNotAllowed { get; } = new(
        "RNN2002", "The member can't be used in a definition",
        "'{0}' can't be used in a definition: it has no source in this project and isn't among the library members that definitions may use (docs/subset.md)");

    public static Rule Unbounded { get; } = new(
        "RNN2003", "A loop without a compile-time bound",
        "The definition had not ended after {0} steps; '{1}' had run {2} times: bound it by a number that is known while compiling");

    public static Rule TooDeep { get; } = new(
        "RNN2004", "Recursion without a compile-time bound",
        "'{0}' calls itself more than {1} deep: end the recursion at a depth that is known while compiling, or write a loop");

    public static Rule GeneratedMember { get; } = new(
        "RNN2005", "A definition mentions generated members",
        "'{0}' is, or needs, a member that is generated from a definition, so a definition can't use it: to use another cell inside this one, call its Define");

    public static Rule MutableStatic { get; } = new(
        "RNN2006", "A definition depends on mutable static state",
        "'{0}' is static state that can change, so the definition would not give the same graph each time: make it const, or readonly with an initialiser, or pass it as an argument");

    public static Rule DoesNotCompile { get; } = new(
        "RNN2007", "A part of the definition doesn't compile",
        "'{0}' doesn't compile, so the definition can't be read: mend the error that the compiler shows here; if it shows none, the code needs a member that another generator makes, which a definition can't see");

    public static Rule Throws { get; } = new(
        "RNN2008", "The definition throws",
        "Evaluating '{0}' throws: {1}");

    public static Rule Inexact { get; } = new(
        "RNN2009", "A function that differs between machines",
        "'{0}' may differ in the last bit between the machine that compiles and the one that runs, so a definition can't use it: write the number out");

    public static Rule UnknownToGenerator { get; } = new(
        "RNN2010", "The library and the generator are of different versions",
        "'{0}' is unknown to this generator: RnnGraph.Language and the generator must come from the same version of the package");

    public static Rule SizesCompared { get; } = new(
        "RNN2011", "Sizes are compared",
        "'{0}' compares sizes, whose numbers may not be known yet: use cell.RequireEqual if they must be equal, or an int parameter if a number decides the graph's form");

    public static Rule DefinitionElsewhere { get; } = new(
        "RNN2012", "A definition of another assembly can't be called",
        "'{0}' calls a definition of another assembly, of which only a finished graph could be used here, and {1}: mend it there, or add its source file to this project");

    public static IEnumerable<Rule> All =>
    [
        Unsupported, MethodNotAllowed, Unbounded, TooDeep, GeneratedMember, MutableStatic, DoesNotCompile, Throws, Inexact, UnknownToGenerator,
        SizesCompared, DefinitionElsewhere,
    ];
}
