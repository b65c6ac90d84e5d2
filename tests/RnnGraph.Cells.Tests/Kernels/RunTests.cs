using System.Numerics;
using RnnGraph.Cells.Tests.Oracles;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Cells.Tests.Kernels;

/// <summary>The ways to run a cell that must not change what it says: modes, workspaces used again, arguments left out, taps, tokens.</summary>
public sealed class RunTests
{
    private static readonly int[] Ragged = [9, 0, 4, 9, 1, 7, 3, 8, 2, 9];

    public static TheoryData<string> Definitions => Definition.Names;

    public static TheoryData<string> WithoutChance => Definition.NamesWithoutChance;

    public static TheoryData<string> Shipped => Definition.ShippedNames;

    public static TheoryData<string> WithTokens => new(Definition.All.Where(definition => definition.IsShipped && definition.TakesTokens).Select(definition => definition.Name));

    public static TheoryData<string> WithoutTokens => new(Definition.All.Where(definition => definition.IsShipped && !definition.TakesTokens).Select(definition => definition.Name));

    [Theory]
    [MemberData(nameof(WithoutChance))]
    public void Evaluation_gives_what_training_gives(string name)
    {
        // Long enough for evaluation to take several chunks of steps.
        var steps = 300;
        var (cell, data) = Make(name, steps, [steps, 17, 0, steps - 1, 130]);
        var training = Forward(cell, data, cell.CreateWorkspace(steps, data.Batch));
        var evaluation = Forward(cell, data, cell.CreateWorkspace(steps, data.Batch, Mode.Evaluate));
        var threads = Forward(cell, data, cell.CreateWorkspace(steps, data.Batch, Mode.Evaluate, threads: 2));

        // A chunk may sum a product in blocks of other sizes than a whole sequence does.
        Agreement.AssertEqual(training, evaluation, Agreement.SingleTolerance, name);
        Agreement.AssertSameBits(evaluation, threads, name + ", two threads");
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_workspace_can_be_used_again(string name)
    {
        var (cell, data) = Make(name, 9, Ragged);
        var full = new ReferenceCell(Definition.Find(name), Sizes(name)).Draw(9, [.. Enumerable.Repeat(9, Ragged.Length)]);
        var workspace = cell.CreateWorkspace(data.Steps, data.Batch);
        CompiledRun.Execute(cell, workspace, full.WithParameters(data));
        Agreement.AssertSameBits(CompiledRun.Execute(cell, data), CompiledRun.Execute(cell, workspace, data), name);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Gradients_add_up(string name)
    {
        var (cell, data) = Make(name, 9, Ragged);
        var workspace = cell.CreateWorkspace(data.Steps, data.Batch);
        var gradients = cell.CreateGradients();
        var once = CompiledRun.Execute(cell, workspace, data, gradients).ParameterGradients;
        var twice = CompiledRun.Execute(cell, workspace, data, gradients).ParameterGradients;
        var doubled = once.ToDictionary(pair => pair.Key, pair => Array.ConvertAll(pair.Value, value => 2 * value), StringComparer.Ordinal);
        Agreement.AssertEqual(new RunResult { ParameterGradients = doubled }, new RunResult { ParameterGradients = twice }, Agreement.SingleTolerance, name);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void What_is_left_out_stands_for_zeros_or_for_everything(string name)
    {
        var (cell, drawn) = Make(name, 6, [6, 6, 6]);
        var data = drawn.WithZeroStates();
        var expected = CompiledRun.Execute(cell, data);
        var workspace = cell.CreateWorkspace(data.Steps, data.Batch);
        var x = cell.Signature.Inputs.Select(input => CompiledRun.Narrow<float>(data.Inputs[input.Name])).ToArray();
        var dy = cell.Signature.Outputs.Select(output => CompiledRun.Narrow<float>(data.OutputGradients[output.Name])).ToArray();
        var gradients = cell.CreateGradients();
        workspace.Seed = data.Seed;
        cell.Forward(workspace, Arrays.In(x), Outputs<float>.None);
        cell.Backward(workspace, Arrays.In(dy), Outputs<float>.None, null, gradients);
        foreach (var (key, values) in expected.ParameterGradients)
        {
            var given = new float[values.Length];
            gradients.Read(key, given);
            Assert.True(values.AsSpan().SequenceEqual(CompiledRun.Widen<float>(given)), $"{name}: the gradient of {key} has other bits without states, lengths, outputs and dx");
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Taps_show_the_interpreters_values(string name)
    {
        var (cell, data) = Make(name, 9, Ragged);
        var definition = Definition.Find(name);
        var graph = definition.Record().Bind(definition.Bindings(Sizes(name)));
        foreach (var mode in new[] { Mode.Train, Mode.Evaluate })
        {
            var expected = Interpreter.Run(graph, ReferenceCell.Arguments(data, mode));
            var workspace = cell.CreateWorkspace(data.Steps, data.Batch, mode, taps: true);
            workspace.Seed = data.Seed;
            Forward(cell, data, workspace);
            foreach (var tap in cell.Signature.Taps)
            {
                var given = new float[data.Steps * data.Batch * tap.Features];
                workspace.ReadTap(tap.Name, given);
                var of = new RunResult { Outputs = { [tap.Name] = expected[ResultKind.Tap, tap.Name] } };
                Agreement.AssertEqual(of, new RunResult { Outputs = { [tap.Name] = CompiledRun.Widen<float>(given) } }, Agreement.SingleTolerance, $"{name}, {mode}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithoutTokens))]
    public void An_input_that_enters_more_than_products_cannot_be_tokens(string name)
    {
        var (cell, data) = Make(name, 2, [2, 1]);
        var y = new float[data.Steps * data.Batch * cell.Signature.Outputs[0].Features];
        Assert.Contains("tokens", Assert.Throws<ArgumentException>(() => cell.Forward(cell.CreateWorkspace(2, 2), new int[4], y)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithTokens))]
    public void Tokens_stand_for_one_hot_rows(string name)
    {
        var (cell, data) = Make(name, 9, Ragged);
        var features = cell.Signature.Inputs[0].Features;
        var random = new Random(3);
        var tokens = Enumerable.Range(0, data.Steps * data.Batch).Select(_ => random.Next(features)).ToArray();
        var oneHot = new double[tokens.Length * features];
        for (var row = 0; row < tokens.Length; row++)
            oneHot[(row * features) + tokens[row]] = 1;
        data.Inputs["x"] = oneHot;
        var dense = CompiledRun.Execute(cell, data);

        var workspace = cell.CreateWorkspace(data.Steps, data.Batch, threads: 2);
        var gradients = cell.CreateGradients();
        var y = new float[data.Steps * data.Batch * cell.Signature.Outputs[0].Features];
        var state = CompiledRun.State(cell, data.Batch, data.Initial);
        workspace.Seed = data.Seed;
        cell.Forward(workspace, tokens, y, state, data.Lengths);
        cell.Backward(workspace, CompiledRun.Narrow<float>(data.OutputGradients["y"]), Outputs<float>.None, CompiledRun.State(cell, data.Batch, data.FinalGradients), gradients);
        var given = new RunResult
        {
            Outputs = { ["y"] = CompiledRun.Widen<float>(y) },
            Final = cell.Signature.States.ToDictionary(s => s.Name, s => CompiledRun.Widen<float>(state[s.Name]), StringComparer.Ordinal),
            ParameterGradients = data.Parameters.ToDictionary(pair => pair.Key, pair => CompiledRun.Read(gradients, pair.Key, pair.Value.Length), StringComparer.Ordinal),
        };
        var expected = new RunResult { Outputs = dense.Outputs, Final = dense.Final, ParameterGradients = dense.ParameterGradients };
        Agreement.AssertEqual(expected, given, Agreement.SingleTolerance, name);
    }

    private static int[] Sizes(string name) => Definition.Find(name).Sizes(Vector<float>.Count + 3);

    private static (RecurrentCell<float> Cell, RunData Data) Make(string name, int steps, int[] lengths)
    {
        var definition = Definition.Find(name);
        var data = new ReferenceCell(definition, Sizes(name)).Draw(steps, lengths);
        var cell = Compiled.Single(definition, Sizes(name));
        CompiledRun.Write(cell, data);
        return (cell, data);
    }

    private static RunResult Forward(RecurrentCell<float> cell, RunData data, Workspace<float> workspace)
    {
        var x = cell.Signature.Inputs.Select(input => CompiledRun.Narrow<float>(data.Inputs[input.Name])).ToArray();
        var y = cell.Signature.Outputs.Select(output => new float[data.Steps * data.Batch * output.Features]).ToArray();
        var state = CompiledRun.State(cell, data.Batch, data.Initial);
        cell.Forward(workspace, Arrays.In(x), Arrays.Out(y), state, data.Lengths);
        return new RunResult
        {
            Outputs = cell.Signature.Outputs.Zip(y).ToDictionary(pair => pair.First.Name, pair => CompiledRun.Widen<float>(pair.Second), StringComparer.Ordinal),
            Final = cell.Signature.States.ToDictionary(s => s.Name, s => CompiledRun.Widen<float>(state[s.Name]), StringComparer.Ordinal),
        };
    }
}
