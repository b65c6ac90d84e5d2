using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Programs that are wrong in the middle: definitions rich in C#, with one token left out. Whatever the compiler makes of them, we report no fault of our own.</summary>
public class MissingTokenTests
{
    /// <summary>Leaving out each token in turn would take minutes; a stride that shares no factor with the rhythm of the code finds as much.</summary>
    private const int Stride = 23;

    public static TheoryData<string> Files() => ["Objects.cs", "Collections.cs", "Texts.cs", "Numbers.cs", "Closures.cs", "Structures.cs"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_token_is_no_fault(string file)
    {
        var trees = Sources.Files.Where(f => f == file || f is "Helpers.cs" or "SimpleCells.cs").Distinct().ToDictionary(f => f, f => Programs.Parse(Sources.Read(f), f));
        var program = Programs.Of(trees.Values);
        var text = trees[file].ToString();
        var run = Generated.From(program);
        Assert.Empty(run.Diagnostics);

        foreach (var token in trees[file].GetRoot().DescendantTokens().Where((_, i) => i % Stride == 0))
        {
            run = run.Then(program.ReplaceSyntaxTree(trees[file], Programs.Parse(text.Remove(token.SpanStart, token.Span.Length), file)));

            Assert.True(run.Result.Exception is null, $"{run.Result.Exception}\nwithout '{token}' at {token.GetLocation().GetLineSpan()}");
            Assert.All(run.Diagnostics, d => Assert.True(d.Id != "RNN9999", $"{d}\nwithout '{token}' at {token.GetLocation().GetLineSpan()}"));
        }
    }
}
