extern alias generator;

using generator::RnnGraph.Generators.Evaluation;
using generator::RnnGraph.Generators.Evaluation.Types;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>What docs/subset.md lists, the definitions of this project use, each construct and each library member, so that <see cref="SameTextTests"/> compares it both ways.</summary>
public class SubsetCoverageTests
{
    /// <summary>The analyzers of this repository let no definition have one; a test of its own reads it.</summary>
    private static readonly string[] ForbiddenHere = ["empty statements"];

    /// <summary>C# 14 makes a span of an array itself; an earlier C# calls the operator.</summary>
    private static readonly string[] OfEarlierVersions = ["System.ReadOnlySpan`1.op_Implicit"];

    private static readonly Lazy<IReadOnlyList<IOperation>> Operations = new(() => Find().ToList());

    [Fact]
    public void Every_construct_is_used_by_a_definition()
    {
        var used = Operations.Value.Select(o => o.Kind).ToHashSet();
        var listed = OperationTable.Statements.Values.Concat(OperationTable.Expressions.Values).Where(r => r.What.Length > 0);

        Assert.Equal(ForbiddenHere, listed.Where(r => !used.Contains(r.Kind)).Select(r => r.What));
    }

    [Fact]
    public void An_empty_statement_does_nothing() =>
        Assert.Equal(Generated.From(Cells.With("")).Model("MyCell").CanonicalText, Generated.From(Cells.With("; for (var i = 0; i < 2; i++) ;")).Model("MyCell").CanonicalText);

    [Fact]
    public void Every_library_member_is_used_by_a_definition()
    {
        var used = Operations.Value.Select(Member).OfType<ISymbol>()
            .Select(m => (TypeMap.MetadataName(m.ContainingType.OriginalDefinition), m is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new" : m.MetadataName))
            .ToHashSet();

        Assert.Equal(OfEarlierVersions, LibraryTable.All.SelectMany(t => t.Members.Where(m => !used.Contains((t.Name, m))).Select(m => t.Name + "." + m)));
    }

    private static ISymbol? Member(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => (method.ReducedFrom ?? method).OriginalDefinition,
        IMemberReferenceOperation { Member: var member } => member.OriginalDefinition,
        IObjectCreationOperation { Constructor: { } constructor } => constructor,
        IConversionOperation { OperatorMethod: { } conversion } => conversion.OriginalDefinition,
        _ => null,
    };

    /// <summary>The operations of all methods, properties and initialisers of the definitions.</summary>
    private static IEnumerable<IOperation> Find()
    {
        var program = Programs.Of(Sources.Files.Select(f => Programs.Parse(Sources.Read(f), f)));
        foreach (var tree in program.SyntaxTrees)
        {
            var model = program.GetSemanticModel(tree);

            // The outermost operation of each body: what has none around it.
            var roots = tree.GetRoot().DescendantNodes().Select(node => model.GetOperation(node)).OfType<IOperation>().Where(o => o.Parent is null).Distinct();
            foreach (var operation in roots.SelectMany(o => o.DescendantsAndSelf()))
            {
                yield return operation;
            }
        }
    }
}
