extern alias generator;

using generator::RnnGraph.Compiler;
using generator::RnnGraph.Generators;
using generator::RnnGraph.Generators.Models;

namespace RnnGraph.Generators.Tests;

/// <summary>Our own faults: one cell's diagnostic, with its name, and its surface; never an exception, which would take every other cell with it.</summary>
public class FaultTests
{
    [Fact]
    public void A_fault_while_compiling_names_the_cell_and_leaves_its_surface()
    {
        var model = ClassModel.Sound("cell", "Space.MyCell", new CellTarget("MyCell", "Space"), "no graph at all", ["input", "hidden"]);

        var emitted = ClassEmitter.Emit(model, CancellationToken.None);

        Assert.Equal("RNN9999", emitted.FaultId);
        Assert.Contains("'MyCell'", emitted.FaultMessage, StringComparison.Ordinal);
        Assert.Contains("int input, int hidden", Assert.Single(emitted.Files).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_model_is_compiled_once()
    {
        var model = ClassModel.Sound("cell", "MyCell", new CellTarget("MyCell"), "no graph at all", []);

        Assert.Same(ClassEmitter.Emit(model, CancellationToken.None), ClassEmitter.Emit(model, CancellationToken.None));
    }

    [Fact]
    public void Cancelling_is_no_fault()
    {
        var model = ClassModel.Sound("cell", "MyCell", new CellTarget("MyCell"), "", []);

        Assert.Throws<OperationCanceledException>(() => ClassEmitter.Emit(model, new CancellationToken(canceled: true)));
    }
}
