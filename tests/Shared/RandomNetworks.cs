using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace RnnGraph.Tests.Shared;

/// <summary>Draws random networks for property tests, the same ones in every run. Linked into the test projects that need it.</summary>
public static class RandomNetworks
{
    /// <summary>The networks that <see cref="ForAll"/> checks, in its order: for a check that prepares many at once.</summary>
    /// <param name="count">How many.</param>
    /// <param name="parts">What the networks may be made of.</param>
    public static IReadOnlyList<RandomNetwork> Draw(int count, RandomNetworkParts parts = RandomNetworkParts.Everything)
    {
        var drawn = new List<RandomNetwork>();
        ForAll(count, drawn.Add, parts);
        return drawn;
    }

    /// <summary>Runs a check, which throws when it fails, on <paramref name="count"/> random networks; a failing one shrinks to a shorter one.</summary>
    /// <param name="count">How many.</param>
    /// <param name="check">The check.</param>
    /// <param name="parts">What the networks may be made of.</param>
    public static void ForAll(int count, Action<RandomNetwork> check, RandomNetworkParts parts = RandomNetworkParts.Everything)
    {
        var networks =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from length in Gen.Choose(1, 12)
            select new RandomNetwork(seed, length, parts);
        var shrinking = Arb.From(networks, network => Enumerable.Range(0, network.Length).Select(length => network with { Length = length }));
        var always = new Replay(new Rnd(2718281828UL, 3141592653UL), FSharpOption<int>.None);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(always)), Prop.ForAll(shrinking, check));
    }
}
