using RnnGraph.Cells.Tests.Catalogued.Claims;
using RnnGraph.Cells.Tests.Catalogued.Networks;
using RnnGraph.Cells.Tests.Definitions;
using RnnGraph.Cells.Tests.Interpretation;
using RnnGraph.Cells.Tests.Kernels;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>
/// Every id of the catalogue, and all that must hold of it: run at run time the definition records what the generator read; the derived graph agrees with central differences; the generated
/// kernels say what the interpreter says, in float and double, forward and every gradient; and both say what PyTorch says of a plain restatement. Some ids claim more, or something else.
/// </summary>
public sealed class CatalogueTests
{
    /// <summary>The ids that must be there, with no regard to what is.</summary>
    public static TheoryData<string> Ids => new(Listed);

    internal static IEnumerable<string> Listed =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Catalogued", "ids.txt")).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>What is learned, measured or called rather than defined.</summary>
    internal static IReadOnlyDictionary<string, Action> Claims { get; } = new Dictionary<string, Action>(StringComparer.Ordinal)
    {
        ["gradient-flow"] = TextbookPowers.Check,
        ["hello"] = LearningHello.Check,
        ["torch-surface"] = TorchSurface.Check,
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public void Catalogue(string id)
    {
        var claim = Claims.GetValueOrDefault(id);
        claim?.Invoke();
        if (CatalogueNetworks.All.TryGetValue(id, out var network))
            Check(id, network);
        else if (claim is null)
            Check(id, Definition.WithId(id));
    }

    private static void Check(string id, Definition cell)
    {
        RecordingTests.Check(cell);
        CentralDifferenceTests.Check(cell);
        AgainstTorch.Check(id, cell);
        KernelAgainstInterpreterTests.CheckFloat(cell);
        KernelAgainstInterpreterTests.CheckDouble(cell);
    }

    private static void Check(string id, NetworkDefinition network)
    {
        NetworkChecks.CheckRecording(network);
        NetworkChecks.CheckDifferences(network);
        NetworkChecks.CheckTorch(id, network);
        NetworkChecks.CheckKernels(network);
    }
}
