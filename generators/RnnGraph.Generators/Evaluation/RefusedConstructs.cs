using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation;

/// <summary>C# that a definition may not use, with what to write instead. <c>docs/subset.md</c> is made from it too.</summary>
internal static class RefusedConstructs
{
    private static readonly Refusal Other = new("a construct that definitions don't have", "write it with the C# that docs/subset.md lists");

    public static IReadOnlyDictionary<OperationKind, Refusal> All { get; } = new Dictionary<OperationKind, Refusal>
    {
        [OperationKind.Await] = new("asynchronous", "a definition runs at once"),
        [OperationKind.AddressOf] = new("unsafe code", "use values"),
        [OperationKind.Branch] = new("a goto", "use if and loops"),
        [OperationKind.CaughtException] = new("a try block", "a definition that fails is a diagnostic; don't catch it"),
        [OperationKind.DynamicInvocation] = new("dynamic", "give the value its type"),
        [OperationKind.DynamicMemberReference] = new("dynamic", "give the value its type"),
        [OperationKind.EventAssignment] = new("an event", "call the method"),
        [OperationKind.InterpolatedStringHandlerCreation] = new("a custom interpolated string", "interpolate into a string"),
        [OperationKind.Labeled] = new("a label", "use if and loops"),
        [OperationKind.Lock] = new("a lock", "a definition runs on one thread"),
        [OperationKind.SizeOf] = new("a size of memory", "write the number"),
        [OperationKind.Try] = new("a try block", "a definition that fails is a diagnostic; don't catch it"),
        [OperationKind.TypeOf] = new("reflection", "pass the values themselves"),
        [OperationKind.TypeParameterObjectCreation] = new("an object of a type parameter", "pass a function that makes it"),
        [OperationKind.Using] = new("a using block", "a definition holds no resources"),
        [OperationKind.UsingDeclaration] = new("a using declaration", "a definition holds no resources"),
        [OperationKind.YieldBreak] = new("an iterator", "return a list"),
        [OperationKind.YieldReturn] = new("an iterator", "return a list"),
    };

    public static Refusal Of(IOperation operation) => All.TryGetValue(operation.Kind, out var refusal) ? refusal : Other;

    /// <summary>What a construct is called, and what to write instead.</summary>
    internal sealed class Refusal
    {
        public Refusal(string what, string instead)
        {
            What = what;
            Instead = instead;
        }

        public string What { get; }

        public string Instead { get; }
    }
}
