namespace RnnGraph.Onnx.Recurrent;

/// <summary>The recurrent operators.</summary>
internal enum RecurrentKind
{
    /// <summary>RNN: h = f(W·x + R·h⁻ + Wb + Rb).</summary>
    Rnn,

    /// <summary>GRU: update z, reset r, candidate h.</summary>
    Gru,

    /// <summary>LSTM: input i, output o, forget f, candidate c.</summary>
    Lstm,
}

/// <summary>What follows from the operator alone.</summary>
internal static class RecurrentKinds
{
    /// <summary>The operator of this name; null for any other.</summary>
    public static RecurrentKind? Find(string op) => op switch
    {
        "RNN" => RecurrentKind.Rnn,
        "GRU" => RecurrentKind.Gru,
        "LSTM" => RecurrentKind.Lstm,
        _ => null,
    };

    /// <summary>What the cells of RnnGraph call a gate.</summary>
    public static string CellGate(this RecurrentKind kind, string gate) => (kind, gate) switch
    {
        (RecurrentKind.Gru, "h") => "n",
        (RecurrentKind.Lstm, "c") => "g",
        _ => gate,
    };

    /// <summary>The gates in the order in which W, R and B hold them.</summary>
    public static IReadOnlyList<string> Gates(this RecurrentKind kind) => kind switch
    {
        RecurrentKind.Rnn => ["h"],
        RecurrentKind.Gru => ["z", "r", "h"],
        _ => ["i", "o", "f", "c"],
    };

    /// <summary>The activations f, g, h in the order of the attribute, with what they are when it isn't there.</summary>
    public static IReadOnlyList<string> DefaultActivations(this RecurrentKind kind) => kind switch
    {
        RecurrentKind.Rnn => ["Tanh"],
        RecurrentKind.Gru => ["Sigmoid", "Tanh"],
        _ => ["Sigmoid", "Tanh", "Tanh"],
    };

    /// <summary>The gates in the order in which P holds their peepholes.</summary>
    public static IReadOnlyList<string> PeepholeGates { get; } = ["i", "o", "f"];
}
