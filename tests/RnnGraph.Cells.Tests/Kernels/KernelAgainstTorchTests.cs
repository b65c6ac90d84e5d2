using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>Generated kernels against PyTorch itself: interpreter and kernel share the op rows, so their agreement alone proves too little.</summary>
public sealed class KernelAgainstTorchTests
{
    public static TheoryData<string> Files => new(VectorFile.Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void Float(string file)
    {
        var vectors = VectorFile.Load(file);
        var cell = Compiled.Single(Definition.WithId(vectors.Cell), [vectors.Sizes["input"], vectors.Sizes["hidden"]]);
        foreach (var run in vectors.Cases)
            Agreement.AssertEqual(run.Expected(), CompiledRun.Execute(cell, run.Data(vectors)), Agreement.SingleTolerance, $"{file}, {run.Name}, {run.Source}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Double(string file)
    {
        var vectors = VectorFile.Load(file);
        var cell = Compiled.Double(Definition.WithId(vectors.Cell), [vectors.Sizes["input"], vectors.Sizes["hidden"]]);
        foreach (var run in vectors.Cases)
            Agreement.AssertEqual(run.Expected(), CompiledRun.Execute(cell, run.Data(vectors)), Agreement.DoubleTolerance, $"{file}, {run.Name}, {run.Source}");
    }
}
