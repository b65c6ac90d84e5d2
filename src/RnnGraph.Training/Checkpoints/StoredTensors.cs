using System.Numerics;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>The tensors of which checkpoints are made, under keys that stay from version to version, and how they are written and read all at once.</summary>
internal static class StoredTensors
{
    /// <summary>Everything that is read and written by a parameter's name, each under its name behind a prefix.</summary>
    public static IEnumerable<StoredTensor<T>> Of<T>(INamedParameters<T> values, string prefix = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => values.Names.Select(name => new StoredTensor<T>(prefix + name, values.Shape(name), to => values.Read(name, to), from => values.Write(name, from)));

    /// <summary>What an optimiser remembers: <c>adam.m.NAME</c>; of several cells <c>adam.m.0.NAME</c>.</summary>
    public static IEnumerable<StoredTensor<T>> Of<T>(IOptimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (name, cells) in optimizer.Memories)
        {
            for (var i = 0; i < cells.Count; i++)
            {
                foreach (var tensor in Of(cells[i], cells.Count == 1 ? $"{optimizer.Name}.{name}." : FormattableString.Invariant($"{optimizer.Name}.{name}.{i}.")))
                    yield return tensor;
            }
        }
    }

    /// <summary>Carried states: <c>state.NAME</c>, each <c>[B, F]</c>.</summary>
    public static IEnumerable<StoredTensor<T>> Of<T>(CellState<T> state, CellSignature signature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => signature.States.Select(info => new StoredTensor<T>(
            "state." + info.Name, [state.Batch, info.Features], values => state[info.Name].CopyTo(values), values => values.CopyTo(state[info.Name])));

    /// <summary>Adds them to a file.</summary>
    public static void AddTo<T>(this IEnumerable<StoredTensor<T>> tensors, TensorFileWriter writer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var tensor in tensors)
            writer.Add(tensor.Name, [.. tensor.Shape], tensor.Values());
    }

    /// <summary>Reads all of them and sets none: what is returned sets them, and can't fail any more.</summary>
    /// <exception cref="TensorFileException">One is missing, or of another length.</exception>
    public static Action ReadFrom<T>(this IReadOnlyList<StoredTensor<T>> tensors, TensorFileReader reader)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[tensors.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = tensors[i].Room();
            reader.Read<T>(tensors[i].Name, values[i]);
        }

        return () =>
        {
            for (var i = 0; i < values.Length; i++)
                tensors[i].Write(values[i]);
        };
    }

    /// <summary>Sees to it that a file holds these tensors and no others.</summary>
    /// <exception cref="TensorFileException">It doesn't; all that are missing or unexpected are named.</exception>
    public static void CheckNames(IEnumerable<string> names, TensorFileReader reader, string path)
    {
        var expected = names.ToHashSet(StringComparer.Ordinal);
        var given = reader.Entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        if (expected.SetEquals(given))
            return;
        var missing = expected.Except(given).Order(StringComparer.Ordinal);
        var unexpected = given.Except(expected).Order(StringComparer.Ordinal);
        throw new TensorFileException(path, $"expected the tensors of this run; missing: [{string.Join(", ", missing)}], unexpected: [{string.Join(", ", unexpected)}]");
    }
}
