using System.Globalization;
using System.Numerics;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>Saves what an optimiser remembers to a safetensors file of its own, and loads it: <c>adam.m.KEY</c> and <c>adam.v.KEY</c> for every parameter KEY, of several cells
/// with the cell's number before KEY; its name, constants, steps and the learning rate of the moment in the metadata.</summary>
public static class OptimizerFile
{
    private const string ConstantPrefix = "optimizer ";
    private const string StepsKey = "optimizer steps";
    private const string RateKey = "learning rate of the next step";

    /// <summary>Saves it, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save<T>(this IOptimizer<T> optimizer, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        var writer = new TensorFileWriter();
        RunDescription.Write(Description(optimizer), writer);
        writer.SetMetadata(StepsKey, optimizer.Steps.ToString(CultureInfo.InvariantCulture));
        writer.SetMetadata(RateKey, optimizer.LearningRate.ToString(CultureInfo.InvariantCulture));
        StoredTensors.Of(optimizer).AddTo(writer);
        writer.Save(path);
    }

    /// <summary>Goes on as the saved optimiser would have. Nothing is changed if it doesn't fit.</summary>
    /// <exception cref="TensorFileException">The file isn't sound, or is of another optimiser, of other constants or of other cells.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static void Load<T>(this IOptimizer<T> optimizer, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        using var reader = TensorFileReader.Open(path);
        RunDescription.Check(Description(optimizer), reader, path);
        var tensors = StoredTensors.Of(optimizer).ToList();
        StoredTensors.CheckNames(tensors.Select(tensor => tensor.Name), reader, path);
        var steps = RunDescription.Count<long>(reader, path, StepsKey);
        var rate = RunDescription.Number<double>(reader, path, RateKey);
        if (!(rate >= 0 && double.IsFinite(rate)))
            throw new TensorFileException(path, FormattableString.Invariant($"'{RateKey}': expected a finite number of 0 or more, given {rate}"));
        tensors.ReadFrom(reader)();
        optimizer.Resume(steps);
        optimizer.LearningRate = rate;
    }

    /// <summary>What must be the same when it goes on: <c>optimizer</c> and its constants.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Description<T>(IOptimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => optimizer.Constants.Select(constant => KeyValuePair.Create(ConstantPrefix + constant.Key, constant.Value.ToString(CultureInfo.InvariantCulture)))
            .Prepend(new("optimizer", optimizer.Name));
}
