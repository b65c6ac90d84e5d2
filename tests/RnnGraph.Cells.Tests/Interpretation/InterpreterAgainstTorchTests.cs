using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Interpretation;

/// <summary>The interpreter and the derived graph of every shipped cell against PyTorch: outputs, final states and every gradient.</summary>
public sealed class InterpreterAgainstTorchTests
{
    public static TheoryData<string> Files => new(VectorFile.Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_agrees(string file)
    {
        var vectors = VectorFile.Load(file);
        var definition = Definition.WithId(vectors.Cell);
        var cell = new ReferenceCell(definition, [.. definition.SizeNames.Select(name => vectors.Sizes[name])]);
        foreach (var run in vectors.Cases)
            Agreement.AssertEqual(run.Expected(), cell.Run(run.Data(vectors)), Agreement.DoubleTolerance, $"{file}, {run.Name}, {run.Source}");
    }

    [Fact]
    public void Every_shipped_cell_has_vectors()
    {
        // lstm-forget-1 differs from lstm in an initial value alone, which vectors don't see.
        var cells = VectorFile.Names.Select(name => VectorFile.Load(name).Cell).Append("lstm-forget-1").Distinct(StringComparer.Ordinal);
        Assert.Equal(Definition.Ids.Order(StringComparer.Ordinal), cells.Order(StringComparer.Ordinal));
    }
}
