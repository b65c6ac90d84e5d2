using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RnnGraph.Training;

/// <summary>A character model: stacked recurrent cells over one-hot characters (never made: a token is a row gather), and a dense head to one logit a
/// character.</summary>
public sealed class CharModel
{
    /// <summary>A model of given cells.</summary>
    /// <param name="vocabulary">The characters.</param>
    /// <param name="layers">The cells, the first taking the vocabulary's one-hot rows and each other one the output of the one before it.</param>
    /// <exception cref="ArgumentException">The sizes of the layers don't fit, or a layer has several inputs or outputs.</exception>
    public CharModel(Vocabulary vocabulary, params IReadOnlyList<ITrainable<float>> layers)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
            throw new ArgumentException("Expected one layer or more, given none.", nameof(layers));
        var features = vocabulary.Count;
        foreach (var layer in layers)
        {
            var signature = layer.Signature;
            if (signature.Inputs.Count != 1 || signature.Outputs.Count != 1)
            {
                throw new ArgumentException(
                    $"Expected cells of one input and one output, given {signature.Name} with {signature.Inputs.Count} and {signature.Outputs.Count}.", nameof(layers));
            }

            if (signature.Inputs[0].Features != features)
            {
                throw new ArgumentException($"Expected a cell with {features} inputs, given {signature.Name} with {signature.Inputs[0].Features}.", nameof(layers));
            }

            if (layer is not IStreaming<float>)
                throw new ArgumentException($"Expected cells that can be run step by step, {signature.Name} can't.", nameof(layers));
            features = signature.Outputs[0].Features;
        }

        Vocabulary = vocabulary;
        Layers = [.. layers];
        Head = new(features, vocabulary.Count);
        Parts = [.. layers.Select((layer, index) => new CharModelPart($"layer.{index}.", layer)), new("head.", Head)];
    }

    /// <summary>The characters.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The recurrent cells, the first one taking the characters.</summary>
    public IReadOnlyList<ITrainable<float>> Layers { get; }

    /// <summary>From the last layer's output to one logit a character.</summary>
    public Dense<float> Head { get; }

    /// <summary>Layers and head, each with the prefix of its parameters in a file.</summary>
    public IReadOnlyList<CharModelPart> Parts { get; }

    /// <summary>A model of some layers of one class of cells.</summary>
    /// <typeparam name="TCell">The class, with the sizes input and hidden.</typeparam>
    public static CharModel Create<TCell>(Vocabulary vocabulary, int hidden, int layers)
        where TCell : IRecurrentCell<TCell, float>
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hidden);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        return new(vocabulary, [.. Enumerable.Range(0, layers).Select(layer => (ITrainable<float>)TCell.Create([layer == 0 ? vocabulary.Count : hidden, hidden]))]);
    }

    /// <summary>Draws all parameters anew.</summary>
    public void Initialize(ulong seed)
    {
        // each part by a seed of its own: a cell draws by seed and parameter name alone, and stacked cells share their names
        var seeds = new RandomStream(seed);
        foreach (var part in Parts)
            part.Cell.Initialize(seeds.NextBits());
    }

    /// <summary>The number of trained values.</summary>
    public int ParameterCount => Parts.Sum(part => part.Cell.Parameters.Infos.Sum(parameter => parameter.Size));

    /// <summary>SHA-256 over the names and the row-major values of all parameters: equal on any machine if and only if all bits are.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (prefix, cell) in Parts)
        {
            foreach (var parameter in cell.Parameters)
            {
                var values = new float[parameter.Size];
                cell.Parameters.Read(parameter.Name, values);
                hash.AppendData(Encoding.UTF8.GetBytes(prefix + parameter.Name));
                hash.AppendData(MemoryMarshal.AsBytes<float>(values));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A carried state of zeros for each layer.</summary>
    public IReadOnlyList<CellState<float>> CreateStates(int batch) => [.. Layers.Select(layer => layer.CreateState(batch))];
}

/// <summary>A part of a model.</summary>
/// <param name="Prefix">What stands before its parameters' names in a file, its dot included.</param>
/// <param name="Cell">The cell.</param>
public sealed record CharModelPart(string Prefix, ITrainable<float> Cell);
