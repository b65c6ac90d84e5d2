using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>
/// Step by step, in blocks, and all at once must say the same. The tolerance is that of a kernel against the interpreter: a step may sum a product in another order than a sequence run.
/// </summary>
public sealed class StreamingTests
{
    private const int Steps = 12;
    private const int Batch = 3;

    public static TheoryData<string> Definitions => Definition.Names;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Float(string name) => Compare(Definition.Find(name), Compiled.Single, Agreement.SingleTolerance);

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Double(string name) => Compare(Definition.Find(name), Compiled.Double, Agreement.DoubleTolerance);

    /// <summary>A single row has kernels of its own, which differ by how many panels of units there are and whether the last is full.</summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_single_row(string name)
    {
        foreach (var hidden in new[] { 1, 3, 7, 8, 9, 16, 17, 20, 31, 40, 64 })
        {
            CompareRow(Definition.Find(name), Compiled.Single, hidden, Agreement.SingleTolerance);
            CompareRow(Definition.Find(name), Compiled.Double, hidden, Agreement.DoubleTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_clone_goes_its_own_way_and_a_reset_state_starts_anew(string name)
    {
        foreach (var batch in new[] { 1, Batch })
        {
            var definition = Definition.Find(name);
            var stream = new Stream<float>(definition, Compiled.Single, Steps, batch);
            var state = stream.Cell.CreateState(batch);
            var first = stream.Run(state, 0, 4);
            var clone = state.Clone();
            var second = stream.Run(state, 4, 4);
            Agreement.AssertSameBits(second, stream.Run(clone, 4, 4), $"{name}, a clone");
            state.Reset();
            Agreement.AssertSameBits(first, stream.Run(state, 0, 4), $"{name}, a reset state");
        }
    }

    /// <summary>Carried values have two places that take turns, and panels of units are taken upwards and downwards: a sum's order must not hang on the turn.</summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_single_row_starts_anew_after_an_odd_number_of_steps(string name)
    {
        foreach (var panels in new[] { 1, 5, 7 })
        {
            var stream = new Stream<float>(Definition.Find(name), Compiled.Single, Steps, batch: 1, panels * Vector<float>.Count);
            var state = stream.Cell.CreateState(1);
            var first = stream.Run(state, 0, 3);
            state.Reset();
            Agreement.AssertSameBits(first, stream.Run(state, 0, 3), $"{name}, {panels} panels of units, a reset state");
        }
    }

    private static void CompareRow<T>(Definition definition, Func<Definition, int[], RecurrentCell<T>> make, int hidden, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stream = new Stream<T>(definition, make, Steps, batch: 1, hidden);
        var expected = stream.Whole();
        int[] single = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        var stepped = stream.InPieces(single);
        Agreement.AssertEqual(expected, stepped, tolerance, $"{definition.Name}, {hidden} units, step by step");
        Agreement.AssertSameBits(stepped, stream.InPieces([5, 1, 6]), $"{definition.Name}, {hidden} units, in blocks");
        Agreement.AssertSameBits(stepped, stream.InPieces(single, general: true), $"{definition.Name}, {hidden} units, as any inputs and outputs");
    }

    private static void Compare<T>(Definition definition, Func<Definition, int[], RecurrentCell<T>> make, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stream = new Stream<T>(definition, make, Steps, Batch);
        var expected = stream.Whole();
        Agreement.AssertEqual(expected, stream.InPieces([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), tolerance, $"{definition.Name}, step by step");
        Agreement.AssertEqual(expected, stream.InPieces([5, 1, 6]), tolerance, $"{definition.Name}, in blocks");
    }
}
