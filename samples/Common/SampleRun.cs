using RnnGraph.Training;
using Samples.Display;

namespace Samples;

/// <summary>The way of a sample's run from its first update, or from its checkpoint, to its end or to where it is stopped.</summary>
public static class SampleRun
{
    /// <summary>Trains for as many passes as asked for, or until the run stops early, and puts the best parameters into the network. A run that is stopped is saved instead.</summary>
    /// <param name="trainer">The run, at its beginning.</param>
    /// <param name="source">What is trained on.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="unit">The unit of the losses.</param>
    /// <param name="output">Where progress goes if it isn't a terminal.</param>
    /// <param name="stop">Stops the run between two updates.</param>
    /// <returns>Whether it came to its end.</returns>
    public static bool Train(Trainer<float> trainer, IFiniteSource<float> source, RunOptions options, string unit, TextWriter output, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        if (options.Resume)
        {
            OptionErrors.Name("--resume", () => TrainerCheckpoint.Load(trainer, options.CheckpointFile));
            output.WriteLine($"resumed at step {trainer.Updates}");
        }

        var first = trainer.Updates;
        var until = checked(options.Passes * source.BatchesPerPass);
        try
        {
            using var display = IDisplay.Create(output, until, new(unit, "updates"));
            trainer.Run(until, new Told<Trainer<float>>(display, run => new(run.Updates, run.LastLoss, run.Curve, (run.Updates - first) / run.Time.TotalSeconds)), stop);
        }
        catch (OperationCanceledException)
        {
            TrainerCheckpoint.Save(trainer, options.CheckpointFile);
            output.WriteLine($"stopped at step {trainer.Updates}, saved to {options.CheckpointFile}; --resume goes on");
            return false;
        }

        trainer.Best.Restore();
        output.WriteLine(Invariant.Text(
            $"best on held-out data: {trainer.Best.Loss:F4} {unit} after step {trainer.Best.Updates} of {trainer.Updates}; {trainer.Time.TotalSeconds:F1} s of training"));
        return true;
    }
}
