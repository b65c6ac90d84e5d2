using System.Globalization;
using RnnGraph.Cells.Tests.Oracles;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Ops;

namespace RnnGraph.Cells.Tests.Ops;

/// <summary>The reference meaning and derivative of every op against PyTorch's.</summary>
public sealed class OpsAgainstTorchTests
{
    /// <summary>Two libraries' elementary functions and their quotients may differ by a few units in the last place, 1.1e-16 each; nothing here is summed.</summary>
    private const double Tolerance = 1e-14;

    public static TheoryData<string> Elementwise => new(OpVectors.Load().Elementwise.Select(vector => vector.Op));

    public static TheoryData<int> OverFeatures => new(Enumerable.Range(0, OpVectors.Load().OverFeatures.Length));

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Value(string op)
    {
        var vector = OpVectors.Load().Elementwise.Single(candidate => candidate.Op == op);
        var row = Row(op);
        for (var at = 0; at < vector.Value.Length; at++)
            AssertClose(vector.Value[at], row.Evaluate([.. vector.Columns.Select(column => column[at])], vector.Numbers), $"{op} at point {at}");
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Derivative(string op)
    {
        // One point is one sequence of one step: the operands are inputs of one feature, the seed is 1.
        var vector = OpVectors.Load().Elementwise.Single(candidate => candidate.Op == op);
        var operands = vector.Columns.Length;
        var inputs = OpCell.Names(operands);
        var graph = OpCell.Elementwise(Row(op), operands, vector.Numbers);
        var run = new GraphArguments(steps: 1, batch: vector.Value.Length);
        foreach (var (name, column) in inputs.Zip(vector.Columns))
            run.Inputs[name] = column;
        run.Inputs["d.y"] = [.. Enumerable.Repeat(1.0, vector.Value.Length)];
        var results = Interpreter.Run(graph, run);
        for (var operand = 0; operand < operands; operand++)
            AssertClose(vector.Gradients[operand.ToString(CultureInfo.InvariantCulture)], results[ResultKind.Gradient, inputs[operand]], $"{op} by operand {operand}");
    }

    [Theory]
    [MemberData(nameof(OverFeatures))]
    public void Value_and_derivative_over_features(int index)
    {
        var vector = OpVectors.Load().OverFeatures[index];
        var graph = OpCell.OverFeatures(vector);
        var run = new GraphArguments(steps: 1, batch: 1);
        foreach (var (name, values) in vector.Operands)
        {
            var operand = int.Parse(name, CultureInfo.InvariantCulture);
            (vector.IsParameter(operand) ? run.Parameters : run.Inputs)[vector.Names[operand]] = values;
        }

        run.Inputs["d.y"] = vector.Dy;
        var results = Interpreter.Run(graph, run);
        AssertClose(vector.Value, results[ResultKind.Output, "y"], vector.Op);
        foreach (var (operand, gradient) in vector.Gradients)
            AssertClose(gradient, results[ResultKind.Gradient, vector.Names[int.Parse(operand, CultureInfo.InvariantCulture)]], $"{vector.Op} by operand {operand}");
    }

    [Fact]
    public void Every_elementwise_op_has_vectors()
    {
        var rows = typeof(ElementwiseOps).GetProperties().Where(property => property.PropertyType == typeof(ElementwiseRow)).Select(property => property.Name);
        Assert.Equal(rows.Order(StringComparer.Ordinal), OpVectors.Load().Elementwise.Select(vector => vector.Op).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rearrangement_has_vectors()
    {
        var rows = typeof(RearrangementOps).GetProperties().Where(property => property.PropertyType == typeof(RearrangementRow)).Select(property => property.Name);
        Assert.Empty(rows.Except(OpVectors.Load().OverFeatures.Select(vector => vector.Op)));
    }

    private static ElementwiseRow Row(string op) => (ElementwiseRow)typeof(ElementwiseOps).GetProperty(op)!.GetValue(null)!;

    private static void AssertClose(double[] expected, double[] given, string about)
    {
        // Derivatives are differences of values near each other (1 − y²), so their errors are shares of the largest one.
        Assert.Equal(expected.Length, given.Length);
        var largest = expected.Select(Math.Abs).Max();
        for (var at = 0; at < expected.Length; at++)
            Assert.True(Math.Abs(given[at] - expected[at]) <= Tolerance * largest, $"{about} at {at}: expected {expected[at]:g17}, given {given[at]:g17}");
    }

    private static void AssertClose(double expected, double given, string about) =>
        Assert.True(Math.Abs(given - expected) <= Tolerance * Math.Abs(expected), $"{about}: expected {expected:g17}, given {given:g17}");
}
