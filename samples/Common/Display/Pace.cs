using System.Diagnostics;
using RnnGraph.Training;

namespace CharRnn.Display;

/// <summary>The figures of the progress: a smoothed loss, and how long the rest will take.</summary>
internal sealed class Pace(int steps)
{
    /// <summary>Of each new loss, what enters the shown one.</summary>
    private const double Share = 0.05;

    private readonly long start = Stopwatch.GetTimestamp();
    private int firstStep = -1;

    public double Loss { get; private set; } = double.NaN;

    public double CharactersPerSecond { get; private set; }

    public TimeSpan Left { get; private set; }

    public void Update(CharTrainer trainer)
    {
        if (firstStep < 0)
            firstStep = trainer.Step - 1;
        Loss = double.IsNaN(Loss) ? trainer.LastLoss : Loss + (Share * (trainer.LastLoss - Loss));
        CharactersPerSecond = trainer.TrainedCharacters / trainer.TrainingTime.TotalSeconds;
        Left = Stopwatch.GetElapsedTime(start) * ((double)(steps - trainer.Step) / (trainer.Step - firstStep));
    }
}
