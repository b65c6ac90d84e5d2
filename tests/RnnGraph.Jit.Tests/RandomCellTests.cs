using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Jit.Tests;

/// <summary>Random cells emitted as C#, compiled and run on the runtime, against the reference interpretation: faults of emission and of the kernels fail here.</summary>
public class RandomCellTests
{
    /// <summary>Roslyn compiles many cells at once in much less time than one by one.</summary>
    private const int Batch = 40;

    /// <summary>How many cells a run draws; the long run sets the environment variable (see CONTRIBUTING).</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RNNGRAPH_RANDOM_CELLS"), out var count) ? count : 200;

    [Fact]
    public void Compiled_cells_give_what_their_graphs_mean()
    {
        var compiler = new RuntimeCompiler(Batch);
        var ahead = new Queue<RandomCell>(RandomCells.Draw(Count));
        var known = new HashSet<RandomCell>();
        RandomCells.ForAll(Count, cell =>
        {
            // The cells that come next are compiled together. One that FsCheck makes while it shrinks a failing one isn't among them and is compiled alone.
            if (ahead.Count > 0 && !known.Contains(cell))
            {
                var next = Enumerable.Range(0, Math.Min(Batch, ahead.Count)).Select(_ => ahead.Dequeue()).ToList();
                known.UnionWith(next);
                compiler.CompileAll<double>([.. next.Select(Record)]);
            }

            var compiled = compiler.Compile<double>(Record(cell));
            foreach (var shape in RunShape.Usual)
                Comparison.AssertSame($"{cell} {shape}", Recording.Bound(cell.Define, shape.Input, shape.Hidden), compiled.Create(shape.Input, shape.Hidden), shape, Comparison.DoubleTolerance);
        });
        Assert.InRange(compiler.Compilations, 1, Count);
    }

    private static Graph Record(RandomCell cell) => Recording.Symbolic(cell.Define);
}
