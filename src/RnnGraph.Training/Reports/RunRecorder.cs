using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Notes how a run goes, for its <see cref="RunReport"/>: a callback among <see cref="TrainerSettings{T}.Callbacks"/>. It looks at every update at first and at fewer and fewer as the run
/// becomes longer, so that it holds at most <see cref="MostPoints"/> points and its cost vanishes. Checkpoints hold what it noted, so that a resumed run's report is the same.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RunRecorder<T> : ITrainerCallback<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most points it holds.</summary>
    public const int MostPoints = 400;

    private readonly List<RunPoint> points = [];
    private readonly List<RunSample> samples = [];
    private ParameterGroups<T>? groups;

    /// <summary>What was noted, in the order of the updates.</summary>
    public IReadOnlyList<RunPoint> Points => points;

    /// <summary>The groups of parameters whose gradients are noted: layers, heads, or the gates of a cell alone. Empty before the first update.</summary>
    public IReadOnlyList<string> Groups => groups?.Names ?? [];

    /// <summary>What <see cref="AddSample"/> was given.</summary>
    public IReadOnlyList<RunSample> Samples => samples;

    /// <summary>Every so many updates one is noted.</summary>
    public int Every { get; private set; } = 1;

    /// <summary>Adds what the run gives at some update, such as a text.</summary>
    public void AddSample(int update, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        samples.Add(new(update, text));
    }

    /// <inheritdoc/>
    void ITrainerCallback<T>.Updated(Trainer<T> trainer)
    {
        if (trainer.Updates % Every != 0)
            return;
        groups ??= new(trainer.Network.Parameters.Names);
        points.Add(new(trainer.Updates, trainer.MeanLoss, trainer.Optimizer.LearningRate, trainer.LastNorm, groups.Norms(trainer.Gradients, trainer.LastNorm)));
        if (points.Count <= MostPoints)
            return;
        Every *= 2;
        points.RemoveAll(point => point.Update % Every != 0);
    }

    /// <inheritdoc/>
    void ITrainerCallback<T>.Saving(Trainer<T> trainer) => trainer.Notes[RunNotes.Key] = RunNotes.Write(Every, points, samples);

    /// <inheritdoc/>
    void ITrainerCallback<T>.Loaded(Trainer<T> trainer)
    {
        points.Clear();
        samples.Clear();
        groups = new(trainer.Network.Parameters.Names);
        Every = 1;
        if (!trainer.Notes.TryGetValue(RunNotes.Key, out var text))
            return;
        var noted = RunNotes.Read(text, groups.Names.Count);
        Every = noted.Every;
        points.AddRange(noted.Points);
        samples.AddRange(noted.Samples);
    }
}
