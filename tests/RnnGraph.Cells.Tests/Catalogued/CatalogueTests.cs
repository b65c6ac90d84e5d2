using RnnGraph.Cells.Tests.Definitions;
using RnnGraph.Cells.Tests.Interpretation;
using RnnGraph.Cells.Tests.Kernels;
using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>
/// Every id of the catalogue, and all that must hold of it: run at run time the definition records what the generator read; the derived graph agrees with central differences; the generated
/// kernels say what the interpreter says, in float and double, forward and every gradient; and both say what PyTorch says of a plain restatement.
/// </summary>
public sealed class CatalogueTests
{
    public static TheoryData<string> Ids => new(RnnGraph.Cells.Catalogue.Cells.Select(cell => cell.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Catalogue(string id)
    {
        var definition = Definition.WithId(id);
        RecordingTests.Check(definition);
        CentralDifferenceTests.Check(definition);
        AgainstTorch.Check(id, definition);
        KernelAgainstInterpreterTests.CheckFloat(definition);
        KernelAgainstInterpreterTests.CheckDouble(definition);
    }
}
