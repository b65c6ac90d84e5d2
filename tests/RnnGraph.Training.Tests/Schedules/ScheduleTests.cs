using System.Text.Json;

namespace RnnGraph.Training.Tests.Schedules;

/// <summary>The factors of every schedule against PyTorch's rates for an initial rate of 1.</summary>
public sealed class ScheduleTests
{
    private static readonly Dictionary<string, double[]> Vectors =
        JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "schedules.json")))!;

    public static TheoryData<string, Func<ISchedule>> Schedules => new()
    {
        { "step", () => new StepSchedule(5, 0.3) },
        { "cosine", () => new CosineSchedule(23, 0.1) },
        { "warm-up-step", () => new WarmUpSchedule(6, 0.25, new StepSchedule(5, 0.3)) },
        { "plateau", () => new PlateauSchedule(0.5, patience: 2) },
        { "plateau-lowest", () => new PlateauSchedule(0.1, patience: 1, threshold: 0.2, lowest: 0.05) },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Factors_are_the_rates_of_PyTorch_resumed_anywhere_or_not(string name, Func<ISchedule> create)
    {
        var expected = Vectors[name];
        for (var stop = 0; stop < expected.Length; stop++)
        {
            var schedule = create();
            for (var update = 0; update < expected.Length; update++)
            {
                if (update == stop)
                {
                    var state = schedule.State;
                    schedule = create();
                    schedule.Resume(state);
                }

                Assert.Equal(expected[update], schedule.Factor(update), 1e-12); // PyTorch's cosine is a product of ratios, rounded 23 times
                schedule.Observe(Vectors["losses"][update]);
            }
        }
    }

    [Fact]
    public void The_lowest_rate_of_a_cosine_stays() => Assert.Equal([0.2, 0.2, 0.2], new long[] { 10, 11, 25 }.Select(new CosineSchedule(10, 0.2).Factor));

    [Fact]
    public void A_constant_is_one() => Assert.Equal(1, new ConstantSchedule().Factor(long.MaxValue));

    [Fact]
    public void A_plateau_after_a_warm_up_is_told_and_resumed()
    {
        ISchedule Create() => new WarmUpSchedule(10, 0.1, new PlateauSchedule(0.5, patience: 0));
        var schedule = Create();
        schedule.Observe(2);
        schedule.Observe(3);
        Assert.Equal(0.5 * 0.55, schedule.Factor(5), 1e-15);
        var resumed = Create();
        resumed.Resume(schedule.State);
        Assert.Equal(0.5, resumed.Factor(10));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("Expected 0 numbers as the state of the schedule 'constant', given 3. (Parameter 'state')",
            Assert.Throws<ArgumentException>(() => new ConstantSchedule().Resume(new PlateauSchedule().State)).Message);
        Assert.Throws<ArgumentException>(() => new PlateauSchedule().Resume([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmUpSchedule(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmUpSchedule(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauSchedule(factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauSchedule(patience: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauSchedule(threshold: 1));
    }
}
