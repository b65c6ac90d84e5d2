using RnnGraph.Cells;
using RnnGraph.Checking;
using RnnGraph.Graphs;
using RnnGraph.Text;

namespace RnnGraph.Jit.Tests;

/// <summary>Cells of the catalogue, compiled at run time and while the project was built.</summary>
public class CompilationTests
{
    private static readonly RuntimeCompiler Compiler = new();

    public static TheoryData<string> Ids => [.. Catalogue.Cells.Select(cell => cell.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_cell_gives_the_same_bits_whichever_way_it_was_compiled(string id)
    {
        // Equal sizes, as some cells require them; 6 is no multiple of a vector's lanes.
        var built = Catalogue.Find(id).Single(6, 6);
        AssertSameBits(built, Compiler.Compile<float>(DefinitionGraph.Of(built.GetType())!).Create([.. built.Signature.Sizes.Select(size => size.Value)]));
    }

    [Fact]
    public void The_sources_are_those_of_the_source_generator()
    {
        var generated = (CellGraphAttribute)Attribute.GetCustomAttribute(typeof(Lstm), typeof(CellGraphAttribute))!;
        var compiled = Compiler.Compile<float>(GraphText.Parse(generated.Text));
        Assert.Equal(generated.Text.TrimEnd(), compiled.GraphText.TrimEnd());
        Assert.Equal(["", ".Bodies", ".Graph", ".Schedule", ".Summary"], compiled.Sources.Select(file => file.Suffix).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bound_sizes_stand_in_the_code_and_give_the_same_bits()
    {
        var graph = Record(Catalogue.Find("peephole"));
        var bound = Compiler.Compile<double>(graph, new Dictionary<string, int> { ["input"] = 5, ["hidden"] = 9 });
        Assert.Empty(bound.SizeNames);
        Assert.Contains(": base(Describe(input: 5, hidden: 9))", bound.Sources[0].Source, StringComparison.Ordinal);
        AssertSameBits(Compiler.Compile<double>(graph).Create(5, 9), bound.Create());
    }

    [Fact]
    public void A_graph_recorded_with_numbers_needs_no_sizes()
    {
        var cell = new CellBuilder();
        Lstm.Define(cell, 5, 9);
        var compiled = Compiler.Compile<double>(cell.Build("Lstm"));
        Assert.Empty(compiled.SizeNames);
        AssertSameBits(Compiler.Compile<double>(Record(Catalogue.Find("lstm"))).Create(5, 9), compiled.Create());
    }

    [Theory]
    [InlineData("layer.0", "layer_0")]
    [InlineData("class", "class_")]
    public void A_name_that_C_sharp_would_not_take_is_made_one(string name, string expected)
    {
        var cell = new CellBuilder();
        RnnTanh.Define(cell, 2, 3);
        Assert.Equal(expected, Compiler.Compile<float>(cell.Build(name)).Create().Signature.Name);
    }

    [Fact]
    public void Many_cells_compile_together()
    {
        var graphs = Catalogue.Cells.Select(Record).ToList();
        var compiled = new RuntimeCompiler().CompileAll<double>([.. graphs, graphs[0]]);
        Assert.Equal(graphs.Count, compiled.Distinct().Count());
        Assert.Same(compiled[0], compiled[^1]);
        Assert.Single(compiled.Select(cell => cell.Create(3, 3).GetType().Assembly).Distinct());
    }

    private static Graph Record(CatalogueCell cell)
    {
        var builder = new CellBuilder();
        cell.Define(builder, builder.DeclareSize("input"), builder.DeclareSize("hidden"));
        return builder.Build(cell.Id.Replace('-', '_'));
    }

    private static void AssertSameBits<T>(RecurrentCell<T> expected, RecurrentCell<T> actual)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Parameters.Names, actual.Parameters.Names);
        var (y, dx, gradients) = Run(expected);
        var (y2, dx2, gradients2) = Run(actual);
        Assert.Equal(y, y2);
        Assert.Equal(dx, dx2);
        foreach (var info in expected.Parameters)
        {
            T[] left = new T[info.Size], right = new T[info.Size];
            gradients.Read(info.Name, left);
            gradients2.Read(info.Name, right);
            Assert.Equal(left, right);
            Assert.Contains(left, value => value != T.Zero);
        }
    }

    private static (T[] Y, T[] Dx, Gradients<T> Gradients) Run<T>(RecurrentCell<T> cell)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        const int Steps = 6, Rows = 3;
        var random = new Random(1);
        T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
        var x = Draw(Steps * Rows * cell.Signature.Inputs[0].Features);
        var y = new T[Steps * Rows * cell.Signature.Outputs[0].Features];
        var dx = new T[x.Length];
        var workspace = cell.CreateWorkspace(Steps, Rows);
        var gradients = cell.CreateGradients();
        cell.Initialize(3);
        cell.Forward(workspace, x, y);
        cell.Backward(workspace, Draw(y.Length), dx, null, gradients);
        return (y, dx, gradients);
    }
}
