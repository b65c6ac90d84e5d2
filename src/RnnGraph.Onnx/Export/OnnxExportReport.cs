namespace RnnGraph.Onnx;

/// <summary>What was written.</summary>
/// <param name="Scans">The scans of the cell or network, in the order in which the model runs them.</param>
/// <param name="Inputs">The model's inputs.</param>
/// <param name="Outputs">The model's outputs.</param>
public sealed record OnnxExportReport(IReadOnlyList<OnnxExportedScan> Scans, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);

/// <summary>What became of a scan.</summary>
/// <param name="Name">Its name in the definition's graph: <c>scan</c> in a cell.</param>
/// <param name="Operator"><c>RNN</c>, <c>GRU</c>, <c>LSTM</c>, or <c>Scan</c>.</param>
/// <param name="Axis">Its time axis.</param>
/// <param name="IsReversed">Whether it runs from the last step to the first.</param>
public sealed record OnnxExportedScan(string Name, string Operator, string Axis, bool IsReversed);
