using System.Numerics;
using System.Text.Json.Serialization;

namespace RnnGraph.Torch.Tests;

/// <summary>PyTorch's arguments of a module, under PyTorch's names and with its defaults.</summary>
internal sealed record LayerOptions(
    [property: JsonPropertyName("input_size")] int InputSize,
    [property: JsonPropertyName("hidden_size")] int HiddenSize,
    [property: JsonPropertyName("num_layers")] int NumLayers = 1,
    [property: JsonPropertyName("bias")] bool Bias = true,
    [property: JsonPropertyName("batch_first")] bool BatchFirst = false,
    [property: JsonPropertyName("dropout")] double Dropout = 0,
    [property: JsonPropertyName("bidirectional")] bool Bidirectional = false,
    [property: JsonPropertyName("proj_size")] int ProjSize = 0,
    [property: JsonPropertyName("nonlinearity")] string Nonlinearity = "tanh")
{
    /// <summary>Our layers of these arguments.</summary>
    public RecurrentLayers<T> Make<T>(string module)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => module switch
    {
        "RNN" => new Rnn<T>(InputSize, HiddenSize, NumLayers, Nonlinearity == "relu" ? Torch.Nonlinearity.Relu : Torch.Nonlinearity.Tanh, Bias, BatchFirst, Dropout, Bidirectional),
        "LSTM" => new Lstm<T>(InputSize, HiddenSize, NumLayers, Bias, BatchFirst, Dropout, Bidirectional, ProjSize),
        "GRU" => new Gru<T>(InputSize, HiddenSize, NumLayers, Bias, BatchFirst, Dropout, Bidirectional),
        _ => throw new ArgumentException($"no module {module}", nameof(module)),
    };
}
