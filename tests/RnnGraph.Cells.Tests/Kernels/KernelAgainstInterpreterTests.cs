using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>
/// Generated kernels against the interpreter: outputs, final states, and the gradients of inputs, initial states and every parameter, over the <see cref="Grid"/>;
/// on one thread and on two, which must give the same bits.
/// </summary>
public sealed class KernelAgainstInterpreterTests
{
    public static TheoryData<string> Definitions => Definition.OddNames;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Float(string name) => CheckFloat(Definition.Find(name));

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Double(string name) => CheckDouble(Definition.Find(name));

    /// <summary>What the float kernel says.</summary>
    internal static void CheckFloat(Definition definition) => Compare(definition, Compiled.Single, Agreement.SingleTolerance);

    /// <summary>What the double kernel says.</summary>
    internal static void CheckDouble(Definition definition) => Compare(definition, Compiled.Double, Agreement.DoubleTolerance);

    private static void Compare<T>(Definition definition, Func<Definition, int[], RecurrentCell<T>> make, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var shape in Grid.Shapes(Vector<T>.Count, definition.Turn))
        {
            var sizes = definition.Sizes(shape.Hidden);
            var reference = new ReferenceCell(definition, sizes);
            var (data, expected) = reference.DrawAndRun(shape.Steps, shape.Lengths(), inFloat: typeof(T) == typeof(float));
            var compiled = make(definition, sizes);
            var about = $"{definition.Name}, {typeof(T).Name} with {Vector<T>.Count} lanes, {shape}";
            var one = CompiledRun.Execute(compiled, data);
            Agreement.AssertEqual(expected, one, tolerance, about);

            // Few rows are shared by the threads, each of which takes some panels; of many each takes some, a few at a time.
            var workspace = compiled.CreateWorkspace(data.Steps, data.Batch, Mode.Train, threads: 2);
            workspace.Division.LeastShare = 0;
            workspace.Memory.BlockRows = 3;
            Agreement.AssertSameBits(one, CompiledRun.Execute(compiled, workspace, data), about + ", two threads");
        }
    }
}
