namespace RnnGraph.Training.Tests.Optimizers;

/// <summary>Optimisers on several cells at once, against the formulas, by name.</summary>
public sealed class OptimizerTests
{
    private readonly DenseNetworkDouble[] cells = [new(3, 5), new(5, 2)];
    private readonly Gradients<double>[] gradients;

    public OptimizerTests()
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i].Initialize((ulong)i);
        gradients = [.. cells.Select(cell => cell.CreateGradients())];
        foreach (var (cell, part) in cells.Zip(gradients))
        {
            foreach (var parameter in cell.Parameters)
                part.Write(parameter.Name, Enumerable.Range(1, parameter.Size).Select(i => i / 8.0).ToArray());
        }
    }

    [Fact]
    public void Descent_goes_against_the_gradient()
    {
        var before = Values();
        var sgd = new Sgd<double>(new SgdSettings(0.5), cells);
        sgd.Step(gradients);

        Assert.Equal(1, sgd.Steps);
        foreach (var (name, values) in Values())
        {
            for (var i = 0; i < values.Length; i++)
                Assert.Equal(before[name][i] - (0.5 * (i + 1) / 8.0), values[i], 1e-15);
        }
    }

    [Fact]
    public void Adam_moves_every_cell_and_keeps_padding_zero()
    {
        var before = Values();
        var adam = new Adam<double>(new AdamSettings(0.01), cells);
        adam.Step(gradients);

        foreach (var (name, values) in Values())
        {
            for (var i = 0; i < values.Length; i++)
                Assert.Equal(before[name][i] - 0.01, values[i], 1e-8); // ε = 1e-8 against a gradient of 1/8
        }

        foreach (var cell in cells)
        {
            var real = cell.Parameters.Sum(parameter => parameter.Size);
            Assert.Equal(cell.Parameters.Values.Length - real, cell.Parameters.Values.ToArray().Count(value => value == 0));
        }
    }

    [Fact]
    public void Values_beyond_a_block_are_changed_like_those_of_the_first()
    {
        var cell = new DenseNetworkDouble(60, 41); // more than two blocks and an odd end
        var before = cell.Parameters.Values.ToArray();
        var part = cell.CreateGradients();
        foreach (var name in part.Names)
            part.Write(name, Enumerable.Repeat(-2.0, cell.Parameters[name].Size).ToArray());
        Optimizer<double>[] optimizers = [new Sgd<double>(new(0.5, 0.9), cell), new RmsProp<double>(new(0.125, 0.75), cell), new Adam<double>(new(0.25), cell)];
        foreach (var optimizer in optimizers)
            optimizer.Step([part]);

        // 0.5 · 2 and 0.125 / √(1 − 0.75) and 0.25, up to ε = 1e-8
        var moved = 0;
        for (var i = 0; i < before.Length; i++)
        {
            var padding = part.Values[i] == 0;
            Assert.Equal(padding ? 0 : before[i] + 1.5, cell.Parameters.Values[i], 1e-7);
            moved += padding ? 0 : 1;
        }

        Assert.Equal(61 * 41, moved);
    }

    [Fact]
    public void Values_are_held_within_a_limit_and_no_number_stays_none()
    {
        gradients[1].Write("y.b", [double.NaN, -3]);
        GradientValues.Clip(gradients, 0.5);
        var bias = new double[2];
        gradients[1].Read("y.b", bias);
        Assert.Equal([double.NaN, -0.5], bias);
        var weights = new double[15];
        gradients[0].Read("y.W", weights);
        Assert.Equal(Enumerable.Range(1, 15).Select(i => Math.Min(i / 8.0, 0.5)), weights);
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientValues.Clip(gradients, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientValues.Clip(gradients, double.NaN));
    }

    [Fact]
    public void The_norm_is_over_all_cells_and_clipping_keeps_the_direction()
    {
        var sum = cells.SelectMany(cell => cell.Parameters).Sum(parameter => Enumerable.Range(1, parameter.Size).Sum(i => i * i / 64.0));
        var norm = Math.Sqrt(sum);
        Assert.Equal(norm, GradientNorm.Of(gradients), 1e-12);

        Assert.Equal(norm, GradientNorm.Clip(gradients, norm + 1), 1e-12); // within the limit: nothing changes
        Assert.Equal(norm, GradientNorm.Of(gradients), 1e-12);
        Assert.Equal(norm, GradientNorm.Clip(gradients, 1), 1e-12);
        Assert.Equal(1, GradientNorm.Of(gradients), 1e-12);
        var first = new double[cells[0].Parameters["y.W"].Size];
        gradients[0].Read("y.W", first);
        Assert.Equal(2 / 8.0 / norm, first[1], 1e-15);
    }

    [Fact]
    public void A_norm_that_is_no_number_is_told_and_nothing_scaled()
    {
        gradients[1].Write("y.b", [double.NaN, 1]);
        Assert.True(double.IsNaN(GradientNorm.Clip(gradients, 1)));
        var bias = new double[2];
        gradients[1].Read("y.b", bias);
        Assert.Equal(1, bias[1]);
    }

    [Fact]
    public void Gradients_of_other_cells_are_refused()
    {
        var adam = new Adam<double>(new AdamSettings(0.01), cells);
        Assert.Contains("Expected the gradients of 2 cells, given 1.", Assert.Throws<ArgumentException>(() => adam.Step([gradients[0]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => adam.Step([gradients[1], gradients[0]]));
        Assert.Equal(0, adam.Steps);
    }

    private Dictionary<string, double[]> Values()
    {
        var all = new Dictionary<string, double[]>();
        for (var i = 0; i < cells.Length; i++)
        {
            foreach (var parameter in cells[i].Parameters)
            {
                var values = new double[parameter.Size];
                cells[i].Parameters.Read(parameter.Name, values);
                all[$"{i}.{parameter.Name}"] = values;
            }
        }

        return all;
    }
}
