namespace RnnGraph.Training.Tests.Optimizers;

/// <summary>Constants outside their range are refused, with what was expected and what was given.</summary>
public sealed class OptimizerSettingsTests
{
    private static readonly DenseNetworkDouble Cell = new(2, 2);

    public static TheoryData<string, Func<Optimizer<double>>> Wrong => new()
    {
        { "Expected as learning rate a finite number of 0 or more, given -1.", () => new Sgd<double>(new(-1), Cell) },
        { "Expected as learning rate a finite number of 0 or more, given NaN.", () => new Adam<double>(new(double.NaN), Cell) },
        { "Expected as momentum a number of 0 or more, below 1, given 1.", () => new Sgd<double>(new(1, Momentum: 1), Cell) },
        { "Expected a momentum above 0 for Nesterov's, given 0.", () => new Sgd<double>(new(1, Nesterov: true), Cell) },
        { "Expected as weight decay a finite number of 0 or more, given -0.5.", () => new Sgd<double>(new(1, WeightDecay: -0.5), Cell) },
        { "Expected as alpha a number of 0 or more, below 1, given 1.5.", () => new RmsProp<double>(new(1, Alpha: 1.5), Cell) },
        { "Expected as epsilon a finite number above 0, given 0.", () => new RmsProp<double>(new(1, Epsilon: 0), Cell) },
        { "Expected as momentum a number of 0 or more, below 1, given -0.1.", () => new RmsProp<double>(new(1, Momentum: -0.1), Cell) },
        { "Expected as weight decay a finite number of 0 or more, given NaN.", () => new RmsProp<double>(new(1, WeightDecay: double.NaN), Cell) },
        { "Expected as beta 1 a number of 0 or more, below 1, given 1.", () => new Adam<double>(new(1, Beta1: 1), Cell) },
        { "Expected as beta 2 a number of 0 or more, below 1, given -1.", () => new AdamW<double>(new(1, Beta2: -1), Cell) },
        { "Expected as epsilon a finite number above 0, given 0.", () => new Adam<double>(new(1, Epsilon: 0), Cell) },
        { "Expected as weight decay a finite number of 0 or more, given Infinity.", () => new AdamW<double>(new(1, WeightDecay: double.PositiveInfinity), Cell) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_constant_outside_its_range_is_refused(string message, Func<Optimizer<double>> create)
    {
        var error = Assert.ThrowsAny<ArgumentException>(create);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("settings", error.ParamName);
    }
}
