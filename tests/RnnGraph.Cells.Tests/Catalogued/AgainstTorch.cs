using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>Interpreter and kernels against PyTorch's vectors: interpreter and kernel share the op rows, so their agreement alone proves too little.</summary>
internal static class AgainstTorch
{
    // An alias, and a cell that differs from another in an initial value alone, which vectors don't see.
    private static readonly Dictionary<string, string> SameVectors = new(StringComparer.Ordinal) { ["np"] = "lstm", ["lstm-forget-1"] = "lstm" };

    private static readonly Dictionary<string, List<string>> Files =
        VectorFile.Names.GroupBy(name => VectorFile.Load(name).Cell, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    /// <summary>Every case of every file of a cell: outputs, final states and every gradient, by the interpreter and by both kernels.</summary>
    public static void Check(string id, Definition definition)
    {
        var name = SameVectors.GetValueOrDefault(id, id);
        Assert.True(Files.TryGetValue(name, out var files), $"no file of vectors is for '{name}'; scripts/vectors makes them");
        foreach (var file in files)
            Check(file, VectorFile.Load(file), definition);
    }

    private static void Check(string file, VectorFile vectors, Definition definition)
    {
        int[] sizes = [.. definition.SizeNames.Select(size => vectors.Sizes[size])];
        var reference = new ReferenceCell(definition, sizes);
        var single = Compiled.Single(definition, sizes);
        var twice = Compiled.Double(definition, sizes);
        foreach (var run in vectors.Cases)
        {
            var data = run.Data(vectors);
            var about = $"{file}, {run.Name}, {run.Source}";
            if (run.Mode == Mode.Evaluate)
            {
                Agreement.AssertEqual(run.ExpectedForward(), reference.Evaluate(data), Agreement.DoubleTolerance, about + ", interpreter");
                Agreement.AssertEqual(run.ExpectedForward(), CompiledRun.Evaluate(twice, data), Agreement.DoubleTolerance, about + ", double kernel");
                Agreement.AssertEqual(run.ExpectedForward(), CompiledRun.Evaluate(single, data), Agreement.SingleTolerance, about + ", float kernel");
                continue;
            }

            Agreement.AssertEqual(run.Expected(), reference.Run(data), Agreement.DoubleTolerance, about + ", interpreter");
            Agreement.AssertEqual(run.Expected(), CompiledRun.Execute(twice, data), Agreement.DoubleTolerance, about + ", double kernel");
            Agreement.AssertEqual(run.Expected(), CompiledRun.Execute(single, data), Agreement.SingleTolerance, about + ", float kernel");
        }
    }
}
