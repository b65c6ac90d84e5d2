using System.Reflection;
using RnnGraph.Ops;

namespace RnnGraph.Language.Tests.Ops;

public class MeaningTests
{
    public static TheoryData<string> UnaryNames => [.. OpTable.All.OfType<ElementwiseRow>().Where(op => op.Arity == 1 && op.Name != "sign").Select(op => op.Name)];

    [Theory]
    [InlineData("sigmoid", 0, 0.5)]
    [InlineData("sigmoid", 800, 1)]
    [InlineData("sigmoid", -800, 0)]
    [InlineData("softplus", 800, 800)]
    [InlineData("softplus", -800, 0)]
    [InlineData("log-sigmoid", -800, -800)]
    [InlineData("log-sigmoid", 800, 0)]
    [InlineData("expm1", 1e-18, 1e-18)]
    [InlineData("expm1", -800, -1)]
    [InlineData("expm1", 800, double.PositiveInfinity)]
    [InlineData("log1p", 1e-18, 1e-18)]
    [InlineData("log1p", -1, double.NegativeInfinity)]
    [InlineData("softsign", double.PositiveInfinity, 1)]
    [InlineData("softsign", -3, -0.75)]
    [InlineData("rsqrt", 4, 0.5)]
    [InlineData("sign", -0.5, -1)]
    public void Formulas_hold_far_out_and_close_in(string name, double x, double expected)
        => Assert.Equal(expected, ((ElementwiseRow)OpTable.Find(name)!).Evaluate([x], []), 15);

    // The corrected formulas are exact to a few units in the last place, also where e^x − 1 and 1 + x round.
    [Theory]
    [InlineData(1e-5, 1.0000050000166667e-5, 9.9999500003333308e-6)]
    [InlineData(0.5, 0.64872127070012815, 0.40546510810816438)]
    [InlineData(-0.5, -0.39346934028736658, -0.69314718055994531)]
    public void Expm1_and_log1p_keep_small_values(double x, double expm1, double log1p)
    {
        Assert.Equal(1, ElementwiseOps.Expm1.Evaluate([x], []) / expm1, 1e-15);
        Assert.Equal(1, ElementwiseOps.Log1p.Evaluate([x], []) / log1p, 1e-15);
    }

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void NaN_stays(string name)
    {
        var op = (ElementwiseRow)OpTable.Find(name)!;

        Assert.Equal(double.NaN, op.Evaluate([double.NaN], [.. new[] { 0.25, 0.75 }.Take(op.NumberCount)]));
    }

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void An_op_squashes_if_no_number_takes_it_out_of_its_range(string name)
    {
        var op = (ElementwiseRow)OpTable.Find(name)!;
        var numbers = new[] { 0.25, 0.75 }.Take(op.NumberCount).ToArray();

        Assert.Equal(op.Squashes, new[] { -1e6, -1e-6, 0, 1e-6, 1e6 }.All(x => Math.Abs(op.Evaluate([x], numbers)) <= 1));
    }

    [Fact]
    public void Names_are_unique_and_found()
    {
        Assert.All(OpTable.All, row => Assert.Same(row, OpTable.Find(row.Name)));
        Assert.Null(OpTable.Find("no such op"));
    }

    [Fact]
    public void The_table_holds_every_row()
    {
        var rows = typeof(OpRow).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(OpRow).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => typeof(OpRow).IsAssignableFrom(property.PropertyType))
            .Select(property => (OpRow)property.GetValue(null)!);

        Assert.Equal(OpTable.All.ToHashSet(), rows.ToHashSet());
    }

    [Fact]
    public void Expressions_have_the_parentheses_they_need()
    {
        string[] sum = [ElementwiseOps.Add.Emit(["a", "b"], []), "c"];

        Assert.Equal("a + b + c", ElementwiseOps.Add.Emit(sum, []));
        Assert.Equal("c - (a + b)", ElementwiseOps.Subtract.Emit([sum[1], sum[0]], []));
        Assert.Equal("(a + b) * c", ElementwiseOps.Multiply.Emit(sum, []));
        Assert.Equal("c / (a * b)", ElementwiseOps.Divide.Emit(["c", "a * b"], []));
        Assert.Equal("-(a + b)", ElementwiseOps.Negate.Emit([sum[0]], []));
        Assert.Equal("(-a) * b", ElementwiseOps.Multiply.Emit(["-a", "b"], []));
        Assert.Equal("VectorMath.Sigmoid(a + b)", ElementwiseOps.Sigmoid.Emit([sum[0]], []));
        Assert.Equal("VectorMath.Clip(a, low, high)", ElementwiseOps.Clip.Emit(["a"], ["low", "high"]));
        Assert.Equal("(W_f·x + b_f) ∘ c", ElementwiseOps.Multiply.Symbol(["W_f·x + b_f", "c"], []));
        Assert.Equal("σ(a)", ElementwiseOps.Sigmoid.Symbol(["a"], []));
        Assert.Equal("(a + b)²", ElementwiseOps.Square.Symbol(["a + b"], []));
    }
}
