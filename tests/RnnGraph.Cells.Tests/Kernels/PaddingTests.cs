using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>
/// Lanes that stand for no unit are exactly 0 in every parameter and gradient, at hidden sizes one below and one above the lane count. That no NaN comes out of fresh memory
/// needs no test of its own: <see cref="PoisonedMemory"/> fills every workspace of this assembly with NaN, so all of its comparisons show it.
/// </summary>
public sealed class PaddingTests
{
    public static TheoryData<string> Definitions => Definition.Names;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Padding_is_zero(string name)
    {
        Check(Definition.Find(name), Compiled.Single);
        Check(Definition.Find(name), Compiled.Double);
    }

    private static void Check<T>(Definition definition, Func<Definition, int[], RecurrentCell<T>> make)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var hidden in new[] { Vector<T>.Count - 1, Vector<T>.Count + 1 })
        {
            var sizes = definition.Sizes(hidden);
            var cell = make(definition, sizes);
            var data = new ReferenceCell(definition, sizes).Draw(steps: 4, lengths: [4, 2, 0]);
            var real = RealPositions(cell, data);
            CompiledRun.Write(cell, data);
            AssertZero(cell.Parameters.Values, real, $"{definition.Name}, parameters");

            var gradients = cell.CreateGradients();
            CompiledRun.Execute(cell, cell.CreateWorkspace(data.Steps, data.Batch), data, gradients);
            AssertZero(gradients.Values, real, $"{definition.Name}, gradients");
        }
    }

    /// <summary>Where values lie that have a name: found by setting all of them to 1.</summary>
    private static bool[] RealPositions<T>(RecurrentCell<T> cell, RunData data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (name, values) in data.Parameters)
            cell.Parameters.Write(name, [.. Enumerable.Repeat(T.One, values.Length)]);
        var real = Array.ConvertAll(cell.Parameters.Values.ToArray(), value => value == T.One);
        Assert.Equal(data.Parameters.Values.Sum(values => values.Length), real.Count(isReal => isReal));
        return real;
    }

    private static void AssertZero<T>(ReadOnlySpan<T> values, bool[] real, string about)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var at = 0; at < values.Length; at++)
            Assert.True(real[at] || values[at] == T.Zero, $"{about}: padding at {at} is {values[at]}");
    }
}
