using RnnGraph.Compiler;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>What a reviewer reads of three cells: the elementwise bodies, each block under its equation, and the schedule, as files of their own.</summary>
public sealed class EmittedCodeTests
{
    [Theory]
    [InlineData("lstm")]
    [InlineData("peephole")]
    [InlineData("gru-reset-before")]
    public Task Bodies_and_schedule(string id)
    {
        var definition = Definition.WithId(id);
        var files = CellCompiler.Emit(GraphText.Print(definition.Record()), new CellTarget(definition.Name, definition.Type.Namespace!))
            .ToDictionary(file => file.Suffix, file => file.Source, StringComparer.Ordinal);
        Target[] targets = [new("cs", files[".Bodies"], "bodies"), new("cs", files[".Schedule"], "schedule")];
        return Verifier.Verify(targets).UseParameters(id).UseDirectory("../Snapshots");
    }
}
