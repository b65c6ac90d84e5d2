using System.Globalization;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>One file with everything that a run needs to go on as if it had never stopped: parameters, Adam's moments and step, carried states, the streams'
/// position, the random state, the loss curve so far, the vocabulary, and the settings that a resumed run must share.</summary>
public static class CharCheckpoint
{
    private const string FormatKey = "format";
    private const string Format = "RnnGraph character training 2";

    /// <summary>Saves a run, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save(CharTrainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var writer = new TensorFileWriter();
        writer.SetMetadata(FormatKey, Format);
        RunDescription.Write(trainer.Description, writer);
        writer.SetMetadata("characters", trainer.Model.Vocabulary.Characters);
        writer.SetMetadata("step", Text(trainer.Step));
        writer.SetMetadata("position", Text(trainer.Streams.Position));
        writer.SetMetadata("random state", Text(trainer.Random.State));
        writer.SetMetadata("open loss sum", Text(trainer.Curve.OpenSum));
        writer.SetMetadata("open loss count", Text(trainer.Curve.OpenCount));
        var points = trainer.Curve.Points;
        writer.Add("curve", [points.Count, 3], points.SelectMany(point => new[] { point.Step, point.TrainLoss, point.ValidLoss }).ToArray());
        Tensors(trainer).AddTo(writer);
        writer.Save(path);
    }

    /// <summary>The vocabulary of a checkpoint, so that a model for it can be made.</summary>
    /// <exception cref="IOException">The file can't be read, or isn't a checkpoint.</exception>
    public static Vocabulary ReadVocabulary(string path)
    {
        using var reader = Open(path);
        return Vocabulary.Of(RunDescription.Text(reader, path, "characters"));
    }

    /// <summary>Puts a run where the checkpoint's stood. Nothing is changed if the checkpoint doesn't fit.</summary>
    /// <param name="trainer">A run of the same model, text and settings.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file can't be read, isn't a checkpoint, or was made by another model, text or settings; all differences are named.</exception>
    public static void Load(CharTrainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        using var reader = Open(path);
        RunDescription.Check(trainer.Description, reader, path);
        var tensors = Tensors(trainer).ToList();
        StoredTensors.CheckNames(tensors.Select(tensor => tensor.Name).Append("curve"), reader, path);

        var step = RunDescription.Number<int>(reader, path, "step");
        var position = RunDescription.Number<int>(reader, path, "position");
        var random = RunDescription.Number<ulong>(reader, path, "random state");
        if (step < 0 || position < 0 || position > trainer.Streams.StreamLength)
            throw new TensorFileException(path, $"expected a step from 0 and a position in 0 … {trainer.Streams.StreamLength}, given {step} and {position}");
        var curve = ReadCurve(reader, path);
        var setTensors = tensors.ReadFrom(reader);

        setTensors();
        trainer.Step = step;
        trainer.Optimizer.Resume(step);
        trainer.Streams.Position = position;
        trainer.Random = new(random);
        trainer.Curve = curve;
    }

    private static TensorFileReader Open(string path)
    {
        var reader = TensorFileReader.Open(path);
        try
        {
            var format = reader.Metadata.GetValueOrDefault(FormatKey);
            if (format != Format)
            {
                throw new TensorFileException(path, format is null
                    ? "expected a checkpoint of a character model, given another safetensors file"
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

    private static LossCurve ReadCurve(TensorFileReader reader, string path)
    {
        if (reader.Find("curve") is not { Shape: [_, 3] } entry)
            throw new TensorFileException(path, $"tensor 'curve': expected [points, 3], the file has {reader.Find("curve")?.ShapeText}");
        var values = new double[entry.Count];
        reader.Read("curve", values.AsSpan());
        var points = values.Chunk(3).Select(point => new LossPoint((int)point[0], point[1], point[2]));
        return LossCurve.Restore(points, RunDescription.Number<double>(reader, path, "open loss sum"), RunDescription.Number<int>(reader, path, "open loss count"));
    }

    /// <summary>Every float tensor of a run: parameters, moments and carried states.</summary>
    private static IEnumerable<StoredTensor<float>> Tensors(CharTrainer trainer)
        => [.. StoredTensors.Of(trainer.Model.Network.Parameters), .. StoredTensors.Of(trainer.Optimizer), .. StoredTensors.Of(trainer.State, trainer.Model.Network.Signature)];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
