using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace RnnGraph.Tests.Shared;

/// <summary>Draws random cells for property tests, the same ones in every run. Linked into the test projects that need it.</summary>
public static class RandomCells
{
    /// <summary>Random cells; a failing one shrinks to a shorter one.</summary>
    /// <param name="parts">What the cells may be made of.</param>
    public static Arbitrary<RandomCell> Arbitrary(RandomCellParts parts = RandomCellParts.All)
    {
        var cells =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from length in Gen.Choose(1, 16)
            select new RandomCell(seed, length, parts);
        return Arb.From(cells, cell => Enumerable.Range(0, cell.Length).Select(length => cell with { Length = length }));
    }

    /// <summary>The cells that <see cref="ForAll"/> checks, in its order: for a check that prepares many at once.</summary>
    /// <param name="count">How many.</param>
    /// <param name="parts">What the cells may be made of.</param>
    public static IReadOnlyList<RandomCell> Draw(int count, RandomCellParts parts = RandomCellParts.All)
    {
        var drawn = new List<RandomCell>();
        ForAll(count, drawn.Add, parts);
        return drawn;
    }

    /// <summary>Runs a check, which throws when it fails, on <paramref name="count"/> random cells.</summary>
    /// <param name="count">How many.</param>
    /// <param name="check">The check.</param>
    /// <param name="parts">What the cells may be made of.</param>
    public static void ForAll(int count, Action<RandomCell> check, RandomCellParts parts = RandomCellParts.All)
    {
        var always = new Replay(new Rnd(2718281828UL, 3141592653UL), FSharpOption<int>.None);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(always)), Prop.ForAll(Arbitrary(parts), check));
    }
}
