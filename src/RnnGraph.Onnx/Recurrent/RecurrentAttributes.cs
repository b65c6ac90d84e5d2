using RnnGraph.Onnx.Operators;

namespace RnnGraph.Onnx.Recurrent;

/// <summary>A recurrent node's attributes, checked.</summary>
internal sealed class RecurrentAttributes
{
    private readonly RecurrentKind _kind;
    private readonly float? _clip;
    private readonly bool _couplesForget;
    private readonly bool _resetsAfter;
    private readonly IReadOnlyList<Activation> _activations;

    public RecurrentAttributes(NodeContext node, RecurrentKind kind)
    {
        _kind = kind;
        IsReversed = node.Text("direction", "forward") switch
        {
            "forward" => [false],
            "reverse" => [true],
            "bidirectional" => [false, true],
            var other => throw node.Fault($"the direction '{other}' is not supported; forward, reverse and bidirectional are"),
        };
        HiddenSize = node.Has("hidden_size") ? node.Int("hidden_size", 0) : null;
        BatchFirst = node.Opset >= 14 && node.Int("layout", 0) switch
        {
            0 => false,
            1 => true,
            var other => throw node.Fault($"the layout {other} is not supported; 0 and 1 are"),
        };
        _clip = node.Has("clip") ? node.Float("clip", 0) : null;
        if (_clip is { } bound && !(bound >= 0 && float.IsFinite(bound)))
            throw node.Fault($"clip is {bound}; expected a finite number of at least 0");
        _couplesForget = kind == RecurrentKind.Lstm && node.Int("input_forget", 0) != 0;
        _resetsAfter = kind == RecurrentKind.Gru && node.Int("linear_before_reset", 0) != 0;
        _activations = Activations(node, kind);
    }

    /// <summary>For each direction, in their order, whether it reads its sequences from the end.</summary>
    public IReadOnlyList<bool> IsReversed { get; }

    /// <summary>hidden_size, if it is said.</summary>
    public long? HiddenSize { get; }

    /// <summary>Whether tensors begin with the batch (layout 1).</summary>
    public bool BatchFirst { get; }

    /// <summary>The cell of a direction.</summary>
    public RecurrentCellDefinition Definition(int direction, bool hasPeepholes)
    {
        var each = _kind.DefaultActivations().Count;
        return new(_kind, [.. _activations.Skip(direction * each).Take(each)], _clip, _couplesForget, _resetsAfter, hasPeepholes);
    }

    private IReadOnlyList<Activation> Activations(NodeContext node, RecurrentKind kind)
    {
        var defaults = kind.DefaultActivations();
        IReadOnlyList<string> names = node.Texts("activations") is { Count: > 0 } given ? given : [.. IsReversed.SelectMany(_ => defaults)];
        if (names.Count != defaults.Count * IsReversed.Count)
            throw node.Fault($"expected {defaults.Count * IsReversed.Count} activations, given {names.Count}");
        try
        {
            return Activation.Bind(names, node.Floats("activation_alpha") ?? [], node.Floats("activation_beta") ?? []);
        }
        catch (FormatException fault)
        {
            throw node.Fault(fault.Message);
        }
    }
}
