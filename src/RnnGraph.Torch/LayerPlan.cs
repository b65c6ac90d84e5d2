namespace RnnGraph.Torch;

/// <summary>What a module is made of: PyTorch's arguments, checked, and the names that follow from them.</summary>
internal sealed record LayerPlan
{
    /// <summary>PyTorch's name of the module, for messages: <c>nn.LSTM</c>.</summary>
    public required string Module { get; init; }

    /// <summary>The gates in PyTorch's order.</summary>
    public required string[] Gates { get; init; }

    /// <summary>The states in PyTorch's order: h, and of an LSTM c.</summary>
    public required string[] States { get; init; }

    public required int InputSize { get; init; }

    public required int HiddenSize { get; init; }

    public required int NumLayers { get; init; }

    public required bool Bias { get; init; }

    public required bool BatchFirst { get; init; }

    public required double Dropout { get; init; }

    public required bool Bidirectional { get; init; }

    public int ProjSize { get; init; }

    public int Directions => Bidirectional ? 2 : 1;

    public int Cells => NumLayers * Directions;

    /// <summary>Features that one direction gives out and carries as h.</summary>
    public int Features => ProjSize > 0 ? ProjSize : HiddenSize;

    /// <summary>Features of y, and of what a layer gives to the next.</summary>
    public int OutputSize => Directions * Features;

    public int InputsOf(int layer) => layer == 0 ? InputSize : OutputSize;

    public int StateFeatures(string state) => state == "c" ? HiddenSize : Features;

    /// <summary>Checks the arguments as nn.RNNBase does, each with what was expected and given.</summary>
    public LayerPlan Checked()
    {
        AtLeastOne(InputSize, "inputSize");
        AtLeastOne(HiddenSize, "hiddenSize");
        AtLeastOne(NumLayers, "numLayers");
        CheckDropout(Dropout);
        CheckProjection(ProjSize);
        return this;
    }

    /// <summary>All parameters in PyTorch's order.</summary>
    public IEnumerable<LayerParameter> Parameters()
    {
        var rows = Gates.Length * HiddenSize;
        for (var layer = 0; layer < NumLayers; layer++)
        {
            for (var direction = 0; direction < Directions; direction++)
            {
                var cell = (layer * Directions) + direction;
                var suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                yield return new($"weight_ih_{suffix}", [rows, InputsOf(layer)], cell, Keys("W"));
                yield return new($"weight_hh_{suffix}", [rows, Features], cell, Keys("U"));
                if (Bias)
                {
                    yield return new($"bias_ih_{suffix}", [rows], cell, Keys("b_ih"));
                    yield return new($"bias_hh_{suffix}", [rows], cell, Keys("b_hh"));
                }

                if (ProjSize > 0)
                    yield return new($"weight_hr_{suffix}", [ProjSize, HiddenSize], cell, ["h.W_hr"]);
            }
        }
    }

    private string[] Keys(string role) => [.. Gates.Select(gate => $"{gate}.{role}")];

    private void CheckDropout(double dropout)
    {
        if (!(dropout is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, $"The dropout of {Module} is the probability of a value to be zeroed, from 0 to 1; {dropout} was given.");
        if (dropout > 0 && NumLayers == 1)
            throw new ArgumentException($"{Module} drops values between layers, so a dropout of {dropout} needs numLayers of at least 2; with 1 layer give 0.", nameof(dropout));
    }

    private void CheckProjection(int projSize)
    {
        if (projSize < 0 || projSize >= HiddenSize)
            throw new ArgumentOutOfRangeException(nameof(projSize), projSize, $"The projSize of {Module} lies between 0 (no projection) and {HiddenSize - 1}, below hiddenSize; {projSize} was given.");
    }

    private void AtLeastOne(int value, string argument)
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(argument, value, $"The {argument} of {Module} is at least 1; {value} was given.");
    }
}
