using System.Globalization;
using System.Numerics;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>One safetensors file with everything that a run needs to go on as if it had never stopped: parameters under their names, the optimiser's memories, carried states,
/// the best parameters (<c>best.NAME</c>), the loss curve, the position in the data, the schedule's state, counts, and the settings that a resumed run must share.</summary>
public static class TrainerCheckpoint
{
    private const string FormatKey = "format";
    private const string Format = "RnnGraph training 1";
    private const string NotePrefix = "note ";
    private const string Curve = "curve";
    private const string Recent = "recent losses";
    private const string Source = "source position";
    private const string Schedule = "schedule state";

    /// <summary>Saves a run, whole or not at all.</summary>
    /// <exception cref="InvalidOperationException">An update failed half-way (the run has diverged, say), so that it can't go on from here; the last good checkpoint stays.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save<T>(Trainer<T> trainer, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        trainer.CheckWhole();
        trainer.TellSaving();
        var writer = new TensorFileWriter();
        writer.SetMetadata(FormatKey, Format);
        RunDescription.Write(Description(trainer), writer);
        foreach (var (name, text) in trainer.Notes)
            writer.SetMetadata(NotePrefix + name, text);
        WriteCounts(trainer, writer);
        var points = trainer.Curve.Points;
        writer.Add(Curve, [points.Count, 3], points.SelectMany(point => new[] { point.Step, point.TrainLoss, point.ValidLoss }).ToArray());
        writer.Add(Recent, [trainer.Recent.Count], trainer.Recent.ToArray());
        writer.Add(Source, [trainer.Source.Position.Count], trainer.Source.Position.ToArray());
        writer.Add(Schedule, [trainer.Settings.Schedule.State.Count], trainer.Settings.Schedule.State.ToArray());
        Tensors(trainer).AddTo(writer);
        writer.Save(path);
        trainer.Saved(path);
    }

    /// <summary>Puts a run where the checkpoint's stood. Nothing is changed if the checkpoint doesn't fit.</summary>
    /// <param name="trainer">A run of the same network, data, optimiser and settings.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file can't be read, isn't a checkpoint, or is of another network, data, optimiser or settings; all differences are named.</exception>
    public static void Load<T>(Trainer<T> trainer, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Load(trainer, path, _ => { });

    /// <inheritdoc cref="Load{T}(Trainer{T}, string)"/>
    /// <param name="trainer">A run of the same network, data, optimiser and settings.</param>
    /// <param name="path">The file.</param>
    /// <param name="readMore">Reads what else the program keeps there, before anything is changed.</param>
    internal static void Load<T>(Trainer<T> trainer, string path, Action<TensorFileReader> readMore)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        using var reader = Open(path);
        RunDescription.Check(Description(trainer), reader, path);
        var tensors = Tensors(trainer).ToList();
        StoredTensors.CheckNames([.. tensors.Select(tensor => tensor.Name), Curve, Recent, Source, Schedule], reader, path);

        var updates = RunDescription.Count<int>(reader, path, "updates");
        var steps = RunDescription.Count<long>(reader, path, "optimizer steps");
        var stepsDone = RunDescription.Count<long>(reader, path, "steps of the states");
        var best = (RunDescription.Number<double>(reader, path, "best loss"), RunDescription.Count<int>(reader, path, "best update"),
            RunDescription.Count<int>(reader, path, "measurements since the best"));
        var curve = ReadCurve(reader, path);
        var recent = Read<double>(reader, Recent);
        var setTensors = tensors.ReadFrom(reader);
        var notes = ReadNotes(trainer, reader, path);
        readMore(reader);
        Resume(trainer, Read<long>(reader, Source), Read<double>(reader, Schedule), path);

        setTensors();
        if (trainer.States.State is { } state)
            state.StepsDone = stepsDone;
        trainer.Updates = updates;
        trainer.Optimizer.Resume(steps);
        trainer.Best.Resume(best.Item1, best.Item2, best.Item3);
        trainer.Curve = curve;
        trainer.Recent.Clear();
        Array.ForEach(recent, trainer.Recent.Enqueue);
        trainer.Notes.Clear();
        foreach (var (key, text) in notes)
            trainer.Notes[key] = text;
        trainer.IsHalfway = false;
        trainer.Saved(path);
        trainer.TellLoaded();
    }

    /// <summary>A setting of a checkpoint's run, such as one of <see cref="TrainerSettings{T}.Description"/>, to make the same run again.</summary>
    /// <exception cref="IOException">The file can't be read, isn't a checkpoint, or has no such setting.</exception>
    public static string ReadSetting(string path, string name)
    {
        using var reader = Open(path);
        return RunDescription.Setting(reader, path, name);
    }

    /// <summary>A whole number of 0 or more among the program's notes.</summary>
    /// <exception cref="TensorFileException">There is no such note, or it is no such number.</exception>
    internal static ulong ReadCount(TensorFileReader reader, string path, string note) => RunDescription.Count<ulong>(reader, path, NotePrefix + note);

    private static TensorFileReader Open(string path)
    {
        var reader = TensorFileReader.Open(path);
        try
        {
            var format = reader.Metadata.GetValueOrDefault(FormatKey);
            if (format != Format)
            {
                throw new TensorFileException(path, format is null
                    ? "expected a checkpoint of a training run, given another safetensors file"
                    : $"expected the format '{Format}', given '{format}'");
            }

            if (!reader.HasChecksum)
                throw new TensorFileException(path, "expected a checkpoint with its checksum, given one without");
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Everything that a resumed run must have in common with the stopped one. Threads and memory are no part of it, nor is what only looks on.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Description<T>(Trainer<T> trainer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (settings, signature) = (trainer.Settings, trainer.Network.Signature);
        return
        [
            new("network", signature.Name),
            new("sizes", string.Join('×', signature.Sizes.Select(size => Text(size.Value)))),
            new("precision", typeof(T) == typeof(float) ? "single" : "double"),
            .. trainer.Source.Description.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            new("initial learning rate", Text(trainer.InitialRate)),
            .. OptimizerFile.Description(trainer.Optimizer),
            new("schedule", settings.Schedule.Description),
            new("clip norm", Text(settings.ClipNorm)),
            new("clip value", Text(settings.ClipValue)),
            new("batches per update", Text(settings.BatchesPerUpdate)),
            new("seed", Text(settings.Seed)),
            new("measure every", settings.MeasureEvery is { } every ? Text(every) : "never"),
            new("patience", settings.Patience is { } patience ? Text(patience) : "none"),
            new("mean over", Text(settings.MeanOver)),
            .. settings.Description.OrderBy(pair => pair.Key, StringComparer.Ordinal),
        ];
    }

    private static void WriteCounts<T>(Trainer<T> trainer, TensorFileWriter writer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        writer.SetMetadata("updates", Text(trainer.Updates));
        writer.SetMetadata("optimizer steps", Text(trainer.Optimizer.Steps));
        writer.SetMetadata("steps of the states", Text(trainer.States.State?.StepsDone ?? 0));
        writer.SetMetadata("best loss", Text(trainer.Best.Loss));
        writer.SetMetadata("best update", Text(trainer.Best.Updates));
        writer.SetMetadata("measurements since the best", Text(trainer.Best.MeasuredSince));
        writer.SetMetadata("open loss sum", Text(trainer.Curve.OpenSum));
        writer.SetMetadata("open loss count", Text(trainer.Curve.OpenCount));
    }

    /// <summary>What the file says of them may not fit the source or the schedule, which say so before they change.</summary>
    private static void Resume<T>(Trainer<T> trainer, long[] position, double[] schedule, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var before = trainer.Source.Position;
        try
        {
            trainer.Source.Resume(position);
            trainer.Settings.Schedule.Resume(schedule);
        }
        catch (ArgumentException error)
        {
            trainer.Source.Resume(before);
            throw new TensorFileException(path, error.Message, error);
        }
    }

    /// <summary>The notes; a recorder's is read here already, before anything is changed, so that it can be refused.</summary>
    private static Dictionary<string, string> ReadNotes<T>(Trainer<T> trainer, TensorFileReader reader, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var notes = reader.Metadata.Where(pair => pair.Key.StartsWith(NotePrefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[NotePrefix.Length..], pair => pair.Value, StringComparer.Ordinal);
        try
        {
            if (notes.TryGetValue(RunNotes.Key, out var text))
                RunNotes.Read(text, new ParameterGroups<T>(trainer.Network.Parameters.Names).Names.Count);
        }
        catch (FormatException error)
        {
            throw new TensorFileException(path, $"note '{RunNotes.Key}': {error.Message}", error);
        }

        return notes;
    }

    private static LossCurve ReadCurve(TensorFileReader reader, string path)
    {
        if (reader.Find(Curve) is not { Shape: [_, 3] })
            throw new TensorFileException(path, $"tensor '{Curve}': expected [points, 3], the file has {reader.Find(Curve)?.ShapeText}");
        var points = Read<double>(reader, Curve).Chunk(3).Select(point => new LossPoint((int)point[0], point[1], point[2]));
        return LossCurve.Restore(points, RunDescription.Number<double>(reader, path, "open loss sum"), RunDescription.Count<int>(reader, path, "open loss count"));
    }

    private static TValue[] Read<TValue>(TensorFileReader reader, string name)
        where TValue : unmanaged
    {
        var values = new TValue[reader.Find(name)!.Count];
        reader.Read(name, values.AsSpan());
        return values;
    }

    /// <summary>Every tensor of the network's precision: parameters, memories, carried states, best parameters.</summary>
    private static IEnumerable<StoredTensor<T>> Tensors<T>(Trainer<T> trainer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        =>
        [
            .. StoredTensors.Of(trainer.Network.Parameters),
            .. StoredTensors.Of(trainer.Optimizer),
            .. trainer.States.State is { } state ? StoredTensors.Of(state, trainer.Network.Signature) : [],
            .. trainer.Settings.MeasureEvery is null ? [] : StoredTensors.Of(trainer.Best.Values, "best."),
        ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
