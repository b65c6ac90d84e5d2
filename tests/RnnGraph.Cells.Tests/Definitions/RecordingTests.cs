using System.Reflection;
using RnnGraph.Generators.Tests.Harness;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>One definition, two readers: running <c>Define</c> records the graph that the generator read from its source, letter for letter.</summary>
public sealed class RecordingTests
{
    public static TheoryData<string> Definitions => Definition.OddNames;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Recording_prints_what_the_generator_read(string name) => Check(Definition.Find(name));

    /// <summary>What running the definition records, against what the generator wrote on its classes.</summary>
    internal static void Check(Definition definition)
    {
        var recorded = GraphText.Print(definition.Record());
        Assert.Equal(recorded, definition.Type.GetCustomAttribute<CellGraphAttribute>()!.Text);

        // The class in double precision binds the same definition: the graph is the same but for the name on its first line.
        var bound = definition.DoubleType.GetCustomAttribute<CellGraphAttribute>()!.Text;
        Assert.Equal(AfterFirstLine(recorded), AfterFirstLine(bound));
    }

    /// <summary>Cells and networks, also those that bind a definition with another structure.</summary>
    [Fact]
    public void The_definitions_of_samples_and_benchmarks_are_recorded_as_the_generator_read_them()
    {
        var samples = new[] { typeof(CharRnn.Networks.CharNetwork), typeof(GradientFlowSample.RecallHead), typeof(SequenceShapes.Networks.Adder) };
        var types = samples.SelectMany(type => type.Assembly.GetTypes()).Append(typeof(RnnGraph.Benchmarks.Detector)).Where(type => type.GetCustomAttributes().Any(Recorded.IsOfDefinition)).ToList();
        Assert.All(samples, type => Assert.Contains(type, types));
        Assert.All(types, type => Assert.Equal(Recorded.Text(type), type.GetCustomAttribute<CellGraphAttribute>()!.Text));
    }

    private static string AfterFirstLine(string text) => text[text.IndexOf('\n', StringComparison.Ordinal)..];
}
