using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>
/// Generated kernels against the interpreter: outputs, final states, and the gradients of inputs, initial states and every parameter, over the <see cref="Grid"/>;
/// on one thread and on two, which must give the same bits.
/// </summary>
public sealed class KernelAgainstInterpreterTests
{
    public static TheoryData<string> Definitions => Definition.Names;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Float(string name) => Compare(Definition.Find(name), Compiled.Single, Agreement.SingleTolerance);

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Double(string name) => Compare(Definition.Find(name), Compiled.Double, Agreement.DoubleTolerance);

    private static void Compare<T>(Definition definition, Func<Definition, int[], RecurrentCell<T>> make, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var shape in Grid.Shapes(Vector<T>.Count))
        {
            var sizes = definition.Sizes(shape.Hidden);
            var reference = new ReferenceCell(definition, sizes);
            var (data, expected) = reference.DrawAndRun(shape.Steps, shape.Lengths(), inFloat: typeof(T) == typeof(float));
            var compiled = make(definition, sizes);
            var about = $"{definition.Name}, {typeof(T).Name} with {Vector<T>.Count} lanes, {shape}";
            var one = CompiledRun.Execute(compiled, data);
            Agreement.AssertEqual(expected, one, tolerance, about);
            Agreement.AssertSameBits(one, CompiledRun.Execute(compiled, data, threads: 2), about + ", two threads");
        }
    }
}
