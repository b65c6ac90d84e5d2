using System.Numerics.Tensors;

namespace RnnGraph.Training.Tests.Characters;

public sealed class CharTrainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        var (one, several) = (Small.Trainer(), Small.Trainer(threads: threads));
        one.Run(12);
        several.Run(12);
        Assert.Equal(one.Model.Hash(), several.Model.Hash());
        Assert.Equal(one.Curve.Points, several.Curve.Points);
        Assert.Equal(2, one.Curve.Points.Count);
    }

    [Fact]
    public void Another_seed_gives_other_parameters_and_stacked_layers_start_differently()
    {
        var (one, other) = (Small.Trainer(), Small.Trainer(Small.Settings with { Seed = 4 }));
        Assert.NotEqual(one.Model.Hash(), other.Model.Hash());
        var (lower, upper) = (new float[144], new float[144]);
        one.Model.Network.Parameters.Read("layer.0.i.U", lower);
        one.Model.Network.Parameters.Read("layer.1.i.U", upper);
        Assert.NotEqual(lower, upper);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(25)] // beyond the streams' first pass through the text
    public void A_run_stopped_and_resumed_gives_the_same_bits(int stop)
    {
        const int Steps = 30;
        var whole = Small.Trainer();
        whole.Run(Steps);

        var path = folder.File("checkpoint");
        var first = Small.Trainer();
        first.Run(stop);
        CharCheckpoint.Save(first, path);
        first.Run(Steps); // saving changes nothing
        var second = Small.Trainer(threads: 2);
        CharCheckpoint.Load(second, path);
        Assert.Equal(stop, second.Step);
        second.Run(Steps);

        foreach (var run in new[] { first, second })
        {
            Assert.Equal(whole.Model.Hash(), run.Model.Hash());
            Assert.Equal(whole.Curve.ClosedAt(Steps, whole.Evaluate), run.Curve.ClosedAt(Steps, run.Evaluate));
        }

        CharCheckpoint.Save(whole, folder.File("whole"));
        CharCheckpoint.Save(second, folder.File("second"));
        Assert.Equal(File.ReadAllBytes(folder.File("whole")), File.ReadAllBytes(folder.File("second")));
    }

    [Fact]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        var trainer = Small.Trainer();
        var model = trainer.Model;
        var (inputs, targets) = (new int[80], new int[80]);
        new BatchStreams(model.Vocabulary.Encode(Small.Text), 10, 8).Next(inputs, targets);
        var gradients = model.Network.CreateGradients();
        var workspace = model.Network.CreateWorkspace(8, 10);
        model.Network.Forward(workspace, new Inputs<float>(inputs).AndTokens(targets), Outputs<float>.None);
        model.Network.Backward(workspace, gradients);
        var evaluation = new CharRun(model, 8, 10, 1);

        // along the gradient itself the loss changes by |g|² per unit: the one direction in which float rounding is small against the slope
        var slope = FixedOrder.SumOfSquares<float>(gradients.Values);
        const float Step = 0.01f;
        Move(Step);
        var up = Loss();
        Move(-2 * Step);
        var down = Loss();
        Assert.Equal(slope, (up - down) / (2 * Step), slope * 1e-3); // third-order term step² and rounding 1e-6 / step

        double Loss() => evaluation.Loss(inputs, targets, model.Network.CreateState(10)) / 80;

        void Move(float step) => model.Network.Parameters.Update(values => TensorPrimitives.MultiplyAdd(gradients.Values, step, values, values));
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 8)]
    [InlineData(32, 64)]
    [InlineData(200, 1)]
    [InlineData(2, 1000)]
    public void Every_held_out_character_is_predicted_once(int batch, int length)
    {
        var trainer = Small.Trainer();
        trainer.Model.Network.Parameters.Update(values => values.Clear());
        var split = new TextSplit(trainer.Model.Vocabulary.Encode(Small.Text));
        var loss = new HeldOutLoss(trainer.Model, split, batch, length, 1).Evaluate();
        Assert.Equal(Math.Log(trainer.Model.Vocabulary.Count), loss, 1e-6); // float's ln of a sum of ones
    }

    [Fact]
    public void The_held_out_loss_hardly_depends_on_how_it_is_cut()
    {
        var trainer = Small.Trainer();
        trainer.Run(150);
        var split = new TextSplit(trainer.Model.Vocabulary.Encode(Small.Text));
        var one = new HeldOutLoss(trainer.Model, split, 1, 40, 1).Evaluate();
        var many = new HeldOutLoss(trainer.Model, split, 5, 40, 1).Evaluate();
        Assert.Equal(one, many, one * 0.02); // 40 characters ahead stand for the whole text before
    }

    [Fact]
    public void A_text_with_a_period_is_learnt_and_written_on()
    {
        var text = string.Concat(Enumerable.Repeat("hello world. ", 100));
        var trainer = Small.Trainer(hidden: 24, layers: 1, text: text);
        trainer.Run(300);
        Assert.InRange(trainer.Evaluate(), 0, 0.05);
        Assert.Equal("o world. hello world. he", new CharSampler(trainer.Model).Sample("hell", 24, 0, trainer.Random));
    }

    [Fact]
    public void Samples_depend_on_the_random_state_alone()
    {
        var trainer = Small.Trainer();
        var sampler = new CharSampler(trainer.Model);
        Assert.Equal(sampler.Sample("ab", 50, 1, new RandomStream(1)), sampler.Sample("ab", 50, 1, new RandomStream(1)));
        Assert.NotEqual(sampler.Sample("ab", 50, 1, new RandomStream(1)), sampler.Sample("ab", 50, 1, new RandomStream(2)));
        Assert.Throws<UnknownCharacterException>(() => sampler.Sample("X", 1, 1, new RandomStream(1)));
    }

    [Fact]
    public void Cancelling_stops_between_two_steps()
    {
        var trainer = Small.Trainer();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => trainer.Run(100, new Callback(run =>
        {
            if (run.Step == 7)
                stop.Cancel();
        }), stop.Token));
        Assert.Equal(7, trainer.Step);

        var whole = Small.Trainer();
        whole.Run(9);
        trainer.Run(9);
        Assert.Equal(whole.Model.Hash(), trainer.Model.Hash());
    }

    [Theory]
    [InlineData("head.b")]
    [InlineData("layer.1.i.W")]
    public void A_loss_that_is_no_number_stops_the_run_with_step_and_tensor(string name)
    {
        var trainer = Small.Trainer();
        trainer.Run(2);
        var parameters = trainer.Model.Network.Parameters;
        var values = new float[parameters[name].Size];
        parameters.Read(name, values);
        values[^1] = float.NaN;
        parameters.Write(name, values);

        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Run(10));

        Assert.Equal(3, error.Step);
        Assert.Equal(name, error.Tensor);
        Assert.StartsWith($"step 3: the loss is not a number, first in '{name}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, trainer.Step);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_named()
    {
        var model = Small.Trainer().Model;
        var gradients = model.Network.CreateGradients();
        const string Name = "layer.1.o.b";
        gradients.Write(Name, Enumerable.Repeat(float.PositiveInfinity, model.Network.Parameters[Name].Size).ToArray());
        var error = Divergence.InGradients(8, gradients, checkpoint: null);
        Assert.StartsWith($"step 8: the gradient is not finite, first in '{Name}'", error.Message, StringComparison.Ordinal);
    }

    private sealed class Callback(Action<CharTrainer> report) : IProgress<CharTrainer>
    {
        public void Report(CharTrainer value) => report(value);
    }
}
