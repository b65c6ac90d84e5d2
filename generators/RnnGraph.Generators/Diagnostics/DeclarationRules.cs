namespace RnnGraph.Generators.Diagnostics;

/// <summary>RNN1xxx: the class, its attribute and the signature of its definition.</summary>
internal static class DeclarationRules
{
    public static Rule NotPartial { get; } = new(
        "RNN1001", "The class is not partial",
        "'{0}' isn't partial, so its kernel can't be added to it: write 'partial class {0}'");

    public static Rule ContainerNotPartial { get; } = new(
        "RNN1002", "A containing type is not partial",
        "'{0}' stands in '{1}', which isn't partial: write 'partial {2} {1}', or move '{0}' out of it");

    public static Rule UnsupportedClass { get; } = new(
        "RNN1003", "The class can't be a cell or a network",
        "'{0}' is {1}, and a {3} is an ordinary class: {2}");

    public static Rule OwnBaseClass { get; } = new(
        "RNN1004", "The class has a base class of its own",
        "'{0}' derives from '{1}', but the base class of a {2} is RnnGraph.{3}: let a class of yours hold the {2} instead of being it");

    public static Rule MissingDefine { get; } = new(
        "RNN1005", "The definition is missing",
        "'{0}' has no definition: add 'static void Define({1}, Size input, Size hidden)', or bind another class's with [{2}<TDefinition>]");

    public static Rule WrongDefine { get; } = new(
        "RNN1006", "Define has the wrong form",
        "'{0}.Define' isn't a definition, because {1}: write 'static void Define({2}, Size input, …)'");

    public static Rule SizeCount { get; } = new(
        "RNN1007", "The number of sizes doesn't fit the definition",
        "The attribute gives {0}, but the definition of '{1}' takes {2}: give all of them in this order, or none to choose them in the constructor");

    public static Rule SizeNotPositive { get; } = new(
        "RNN1008", "A size is not positive",
        "The size '{0}' is {1}: a size is at least 1");

    public static Rule StructureNotBound { get; } = new(
        "RNN1009", "A structure parameter has no value",
        "The parameter '{0}' of the definition of '{1}' decides the form of the graph and has no value: give it in the attribute, 'Structure = new object[] {{ … }}', or give it a default");

    public static Rule StructureMismatch { get; } = new(
        "RNN1010", "A structure value doesn't fit",
        "{0}: the structure parameters of the definition of '{1}' are {2}");

    public static Rule NotADefinition { get; } = new(
        "RNN1011", "The bound class has no definition",
        "'{0}' has no 'static void Define({1}, Size …)', so there is nothing to bind: name a class that has one");

    public static Rule NoGraph { get; } = new(
        "RNN1012", "The bound class carries no graph",
        "'{0}' comes from another assembly and carries no graph: it must be a [{1}] there, built with this generator, with every structure parameter bound");

    public static Rule SeveralAttributes { get; } = new(
        "RNN1013", "The class is completed twice",
        "'{0}' carries {1}: keep one; a second set of sizes takes a second class");

    public static Rule UnreadableGraph { get; } = new(
        "RNN1014", "The bound graph can't be read",
        "The graph that '{0}' carries can't be read by this version: {1}; build both assemblies with the same version of RnnGraph");

    public static Rule ConstructorTaken { get; } = new(
        "RNN1015", "The class declares the generated constructor itself",
        "'{0}' declares the constructor '{0}({1})', which is the generated one: give yours other parameters, or make it a static method that calls the generated one");

    public static IEnumerable<Rule> All =>
    [
        NotPartial, ContainerNotPartial, UnsupportedClass, OwnBaseClass, MissingDefine, WrongDefine, SizeCount, SizeNotPositive, StructureNotBound,
        StructureMismatch, NotADefinition, NoGraph, SeveralAttributes, UnreadableGraph, ConstructorTaken,
    ];
}
