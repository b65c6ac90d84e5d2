using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RnnGraph.Training;

/// <summary>A character model: a causal network that reads characters and gives one logit for each character that may come next, and the vocabulary that numbers them.</summary>
public sealed class CharModel
{
    /// <summary>A model of a network.</summary>
    /// <param name="vocabulary">The characters.</param>
    /// <param name="network">
    /// The network: two inputs of tokens of this vocabulary, the characters read and, as a target, those that come next; one output, the logits; and a loss.
    /// </param>
    /// <exception cref="ArgumentException">The network has other inputs, outputs or losses.</exception>
    public CharModel(Vocabulary vocabulary, CausalNetwork<float> network)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(network);
        var signature = network.Signature;
        if (signature.Inputs is not [{ IsTarget: false }, { IsTarget: true }] || signature.Inputs.Any(input => input.Vocabulary != vocabulary.Count))
        {
            throw new ArgumentException(
                $"Expected a network that takes characters and targets of {vocabulary.Count} kinds, given {signature.Name} with "
                + $"{string.Join(", ", signature.Inputs.Select(input => $"'{input.Name}' of {input.Vocabulary} kinds"))}.", nameof(network));
        }

        if (signature.Outputs.Count != 1 || signature.Outputs[0].Features != vocabulary.Count || signature.Losses.Count != 1)
        {
            throw new ArgumentException(
                $"Expected a network with one output of {vocabulary.Count} logits and one loss, given {signature.Name} with "
                + $"{string.Join(", ", signature.Outputs.Select(output => $"'{output.Name}' of {output.Features}"))} and {signature.Losses.Count} losses.", nameof(network));
        }

        Vocabulary = vocabulary;
        Network = network;
    }

    /// <summary>The characters.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>From characters to the logits of the next ones.</summary>
    public CausalNetwork<float> Network { get; }

    /// <summary>Draws all parameters anew.</summary>
    public void Initialize(ulong seed) => Network.Initialize(seed);

    /// <summary>The number of trained values.</summary>
    public int ParameterCount => Network.Parameters.Infos.Sum(parameter => parameter.Size);

    /// <summary>SHA-256 over the names and the row-major values of all parameters: equal on any machine if and only if all bits are.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in Network.Parameters)
        {
            var values = new float[parameter.Size];
            Network.Parameters.Read(parameter.Name, values);
            hash.AppendData(Encoding.UTF8.GetBytes(parameter.Name));
            hash.AppendData(MemoryMarshal.AsBytes<float>(values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
