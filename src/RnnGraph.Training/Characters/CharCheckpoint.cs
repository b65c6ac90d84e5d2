using System.Globalization;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>One file with everything that a run needs to go on as if it had never stopped: parameters, Adam's moments and step, carried states, the streams'
/// position, the random state, the loss curve so far, the vocabulary, and the settings that a resumed run must share.</summary>
public static class CharCheckpoint
{
    private const string FormatKey = "format";
    private const string Format = "RnnGraph character training 2";
    private const string SettingPrefix = "setting ";
    private const string FirstMoments = "adam.m.";
    private const string SecondMoments = "adam.v.";

    /// <summary>Saves a run, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save(CharTrainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var writer = new TensorFileWriter();
        writer.SetMetadata(FormatKey, Format);
        foreach (var (name, value) in trainer.Description)
            writer.SetMetadata(SettingPrefix + name, value);
        writer.SetMetadata("characters", trainer.Model.Vocabulary.Characters);
        writer.SetMetadata("step", Text(trainer.Step));
        writer.SetMetadata("position", Text(trainer.Streams.Position));
        writer.SetMetadata("random state", Text(trainer.Random.State));
        writer.SetMetadata("open loss sum", Text(trainer.Curve.OpenSum));
        writer.SetMetadata("open loss count", Text(trainer.Curve.OpenCount));
        var points = trainer.Curve.Points;
        writer.Add("curve", [points.Count, 3], points.SelectMany(point => new[] { point.Step, point.TrainLoss, point.ValidLoss }).ToArray());
        foreach (var tensor in Tensors(trainer))
        {
            var values = new float[tensor.Size];
            tensor.Read(values);
            writer.Add(tensor.Name, [.. tensor.Shape], values);
        }

        writer.Save(path);
    }

    /// <summary>The vocabulary of a checkpoint, so that a model for it can be made.</summary>
    /// <exception cref="IOException">The file can't be read, or isn't a checkpoint.</exception>
    public static Vocabulary ReadVocabulary(string path)
    {
        using var reader = Open(path);
        return Vocabulary.Of(Metadata(reader, path, "characters"));
    }

    /// <summary>Puts a run where the checkpoint's stood. Nothing is changed if the checkpoint doesn't fit.</summary>
    /// <param name="trainer">A run of the same model, text and settings.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file can't be read, isn't a checkpoint, or was made by another model, text or settings; all differences are named.</exception>
    public static void Load(CharTrainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        using var reader = Open(path);
        CheckSettings(trainer, reader, path);
        var tensors = Tensors(trainer).ToList();
        CheckNames(tensors, reader, path);

        var step = Number<int>(reader, path, "step");
        var position = Number<int>(reader, path, "position");
        var random = Number<ulong>(reader, path, "random state");
        if (step < 0 || position < 0 || position > trainer.Streams.StreamLength)
            throw new TensorFileException(path, $"expected a step from 0 and a position in 0 … {trainer.Streams.StreamLength}, given {step} and {position}");
        var curve = ReadCurve(reader, path);
        var values = tensors.ConvertAll(tensor =>
        {
            var read = new float[tensor.Size];
            reader.Read(tensor.Name, read.AsSpan());
            return read;
        });

        for (var i = 0; i < tensors.Count; i++)
            tensors[i].Write(values[i]);
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

    private static void CheckSettings(CharTrainer trainer, TensorFileReader reader, string path)
    {
        var differences = trainer.Description
            .Select(setting => (setting.Key, Given: setting.Value, Expected: reader.Metadata.GetValueOrDefault(SettingPrefix + setting.Key, "nothing")))
            .Where(setting => setting.Given != setting.Expected)
            .Select(setting => $"{setting.Key}: expected {setting.Expected}, given {setting.Given}")
            .ToList();
        if (differences.Count > 0)
            throw new TensorFileException(path, "the checkpoint is of a run with other settings; " + string.Join("; ", differences));
    }

    private static void CheckNames(List<StoredTensor> tensors, TensorFileReader reader, string path)
    {
        var expected = tensors.Select(tensor => tensor.Name).Append("curve").ToHashSet(StringComparer.Ordinal);
        var given = reader.Entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        if (expected.SetEquals(given))
            return;
        var missing = expected.Except(given).Order(StringComparer.Ordinal);
        var unexpected = given.Except(expected).Order(StringComparer.Ordinal);
        throw new TensorFileException(path, $"expected the tensors of this model; missing: [{string.Join(", ", missing)}], unexpected: [{string.Join(", ", unexpected)}]");
    }

    private static LossCurve ReadCurve(TensorFileReader reader, string path)
    {
        if (reader.Find("curve") is not { Shape: [_, 3] } entry)
            throw new TensorFileException(path, $"tensor 'curve': expected [points, 3], the file has {reader.Find("curve")?.ShapeText}");
        var values = new double[entry.Count];
        reader.Read("curve", values.AsSpan());
        var points = values.Chunk(3).Select(point => new LossPoint((int)point[0], point[1], point[2]));
        return LossCurve.Restore(points, Number<double>(reader, path, "open loss sum"), Number<int>(reader, path, "open loss count"));
    }

    /// <summary>Every float tensor of a run: parameters, moments and carried states.</summary>
    private static IEnumerable<StoredTensor> Tensors(CharTrainer trainer)
    {
        var (network, state) = (trainer.Model.Network, trainer.State);
        var (first, second) = (trainer.Optimizer.FirstMoments[0], trainer.Optimizer.SecondMoments[0]);
        foreach (var parameter in network.Parameters)
        {
            var name = parameter.Name;
            yield return new(name, parameter.Shape, values => network.Parameters.Read(name, values), values => network.Parameters.Write(name, values));
            yield return new(FirstMoments + name, parameter.Shape, values => first.Read(name, values), values => first.Write(name, values));
            yield return new(SecondMoments + name, parameter.Shape, values => second.Read(name, values), values => second.Write(name, values));
        }

        foreach (var (name, features) in network.Signature.States)
            yield return new("state." + name, [state.Batch, features], values => state[name].CopyTo(values), values => values.CopyTo(state[name]));
    }

    private static T Number<T>(TensorFileReader reader, string path, string name)
        where T : ISpanParsable<T>
    {
        var text = Metadata(reader, path, name);
        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new TensorFileException(path, $"'{name}': expected a number, given '{text}'");
    }

    private static string Metadata(TensorFileReader reader, string path, string name)
        => reader.Metadata.TryGetValue(name, out var value) ? value : throw new TensorFileException(path, $"expected '{name}' in the metadata, the file has none");

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
