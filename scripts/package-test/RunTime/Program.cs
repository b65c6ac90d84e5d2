// A search over activations: cells that no source file declares, compiled as the program runs, each with its gradient checked.
using RnnGraph;
using RnnGraph.Checking;
using RnnGraph.Jit;
using static RnnGraph.Op;

var activations = new (string Name, Func<Node, Node> Apply)[] { ("tanh", Tanh), ("softsign", Softsign), ("sigmoid", Sigmoid) };
foreach (var (name, apply) in activations)
{
    var builder = new CellBuilder();
    Size input = builder.DeclareSize("input"), hidden = builder.DeclareSize("hidden");
    var h = builder.State("h", hidden);
    builder.Next(h, apply(builder.Affine("h", hidden, builder.Input("x", input), h)));
    builder.Output("y", h.Next);
    GradientCheck.Run(RuntimeCompiler.Shared.Compile<double>(builder.Build(name)).Create(3, 5)).ThrowIfFailed();
}

Console.WriteLine($"{RuntimeCompiler.Shared.Compilations} cells compiled at run time, all gradients right");
