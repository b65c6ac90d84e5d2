namespace RnnGraph.Onnx;

/// <summary>How a cell or network becomes an ONNX model.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// Whether every state must be given: an input <c>[batch, F]</c>, as a caller needs that runs step by step and whose runtime can't set inputs that have a default. If not, a state is an input with a default, one row for
    /// all sequences: zeros, or what the cell has learned to start from.
    /// </summary>
    public bool RequireStates { get; init; }

    /// <summary>Whether the model takes how many of the steps are each sequence's own: an input <c>lengths</c>, 32 bit integers <c>[batch]</c>; along another time axis than <c>time</c> <c>axis.lengths</c>.</summary>
    public bool Lengths { get; init; }

    /// <summary>Whether scans whose equations are those of RNN, GRU or LSTM become that operator. If not, every scan becomes a Scan, which ONNX Runtime also runs in double.</summary>
    public bool UseOperators { get; init; } = true;
}
