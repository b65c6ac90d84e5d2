using RnnGraph.Onnx.Operators;

namespace RnnGraph.Onnx;

/// <summary>
/// Runs a model: recurrent nodes over cells that are compiled at run time, those around them over small kernels. One run at a time; others wait. Values that a node reads must have been given by a
/// node before it, as the format requires.
/// </summary>
public sealed class OnnxRunner
{
    /// <summary>How many nodes a message names, so that it stays readable.</summary>
    private const int MostRefusals = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OnnxTensor> _constants = new(StringComparer.Ordinal);
    private readonly List<(NodeContext Node, Operator Run)> _nodes = [];

    /// <summary>Makes a model ready: everything but the shapes that come with its inputs is checked, and all operators that aren't supported are named at once.</summary>
    /// <exception cref="OnnxException">The model is not supported, or not sound.</exception>
    public OnnxRunner(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        var opset = Opset(model);
        var refusals = model.Nodes.Select(node => OperatorTable.Refusal(node, opset)).OfType<string>().ToList();
        if (refusals.Count > 0)
            throw new OnnxException(model.Path, string.Join("; ", refusals.Take(MostRefusals)) + (refusals.Count > MostRefusals ? $"; and {refusals.Count - MostRefusals} more" : ""));

        foreach (var initializer in model.Initializers)
        {
            if (!_constants.TryAdd(initializer.Name, Decode(initializer)))
                throw new OnnxException(model.Path, $"two initializers are called '{initializer.Name}'");
        }

        foreach (var node in model.Nodes)
        {
            var context = new NodeContext(model.Path, node, opset);
            _nodes.Add((context, OperatorTable.Make(context)));
        }

        Inputs = [.. model.Inputs.Where(input => !_constants.ContainsKey(input.Name))];
        CheckNames();
    }

    /// <summary>The model.</summary>
    public OnnxModel Model { get; }

    /// <summary>What a run must be given: the model's inputs without its initializers.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">A tensor for each of <see cref="Inputs"/>; initializers that the model lists among its inputs may be given too, and then count in place of the file's.</param>
    /// <returns>The model's outputs by name.</returns>
    /// <exception cref="OnnxException">An input is missing, unknown, or of another type or shape than declared; or a node can't be computed: its tensors don't fit, its cell can't be compiled.</exception>
    public IReadOnlyDictionary<string, OnnxTensor> Run(IReadOnlyDictionary<string, OnnxTensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var values = new Dictionary<string, OnnxTensor>(_constants, StringComparer.Ordinal);
        foreach (var (name, tensor) in inputs)
        {
            Check(Model.Inputs.FirstOrDefault(input => input.Name == name) ?? throw new OnnxException(Model.Path, $"there is no input '{name}'; {Names(Model.Inputs)} are"), tensor);
            values[name] = tensor;
        }

        if (Inputs.Where(input => !inputs.ContainsKey(input.Name)).ToList() is { Count: > 0 } missing)
            throw new OnnxException(Model.Path, $"no value is given for {Names(missing)}");
        lock (_lock)
        {
            foreach (var (node, run) in _nodes)
                Run(node, run, values);
        }

        return Model.Outputs.ToDictionary(output => output.Name, output => values[output.Name], StringComparer.Ordinal);
    }

    private static void Run(NodeContext node, Operator run, Dictionary<string, OnnxTensor> values)
    {
        var results = Compute(node, run, new(node, [.. node.Node.Inputs.Select(name => name.Length == 0 ? null : values[name])]));
        for (var i = 0; i < node.Node.Outputs.Count; i++)
        {
            if (results[i] is { Rank: > Shapes.MostAxes } deep)
                throw node.Fault($"its result has {deep.Rank} axes; at most {Shapes.MostAxes} run here");
            if (node.Node.Outputs[i].Length > 0)
                values[node.Node.Outputs[i]] = results[i]!;
        }
    }

    private static OnnxTensor?[] Compute(NodeContext node, Operator run, OperatorInputs inputs)
    {
        try
        {
            return run(inputs);
        }
        catch (Exception fault) when (fault is not OnnxException)
        {
            // a compiler's budget, a cell it refuses, memory: whatever it is, it comes of this file's node, and is no reason to give up other files
            throw node.Fault(fault.Message, fault);
        }
    }

    /// <summary>The version of ONNX's own operator set that a model uses, one of those that are known here.</summary>
    /// <exception cref="OnnxException">It is another, or isn't said; or the model has more than graphs of operators.</exception>
    internal static long Opset(OnnxModel model)
    {
        if (model.Beyond is { } beyond)
            throw new OnnxException(model.Path, $"the model has {beyond}, which are not supported");
        var opset = model.Opsets.Where(pair => pair.Key.Length == 0).Select(pair => (long?)pair.Value).FirstOrDefault()
            ?? throw new OnnxException(model.Path, "the model doesn't say which version of ONNX's operator set it uses");
        return opset is >= OperatorTable.FirstOpset and <= OperatorTable.LastOpset
            ? opset
            : throw new OnnxException(model.Path, $"opset {opset} is not supported; {OperatorTable.FirstOpset} to {OperatorTable.LastOpset} are");
    }

    private static string Names(IEnumerable<OnnxValue> values) => string.Join(", ", values.Select(value => $"'{value.Name}'"));

    private OnnxTensor Decode(OnnxInitializer initializer)
    {
        try
        {
            return initializer.Decode();
        }
        catch (FormatException fault)
        {
            throw new OnnxException(Model.Path, fault.Message, fault);
        }
    }

    /// <summary>Refuses a graph in which a name is given twice, or read before it is given.</summary>
    private void CheckNames()
    {
        var known = new HashSet<string>(_constants.Keys.Concat(Inputs.Select(input => input.Name)), StringComparer.Ordinal);
        foreach (var (context, _) in _nodes)
        {
            if (context.Node.Inputs.FirstOrDefault(name => name.Length > 0 && !known.Contains(name)) is { } unknown)
                throw context.Fault($"it reads '{unknown}', which nothing before it gives");
            if (context.Node.Outputs.FirstOrDefault(name => name.Length > 0 && !known.Add(name)) is { } twice)
                throw context.Fault($"it gives '{twice}', which is given already");
        }

        if (Model.Outputs.FirstOrDefault(output => !known.Contains(output.Name)) is { } absent)
            throw new OnnxException(Model.Path, $"nothing gives the output '{absent.Name}'");
        if (Model.Inputs.DistinctBy(value => value.Name).Count() < Model.Inputs.Count || Model.Outputs.DistinctBy(value => value.Name).Count() < Model.Outputs.Count)
            throw new OnnxException(Model.Path, "two inputs, or two outputs, have one name");
    }

    private void Check(OnnxValue declared, OnnxTensor given)
    {
        var fits = declared.ElementType is ElementType.Undefined || declared.ElementType == given.ElementType;
        if (declared.Shape is { } shape)
            fits &= shape.Count == given.Rank && shape.Zip(given.ShapeArray()).All(pair => pair.First.Value is not { } extent || extent == pair.Second);
        if (!fits)
            throw new OnnxException(Model.Path, $"the input '{declared.Name}' is {declared.ElementType} {declared.ShapeText}; {given.ElementType} {given.ShapeText} was given");
    }
}
