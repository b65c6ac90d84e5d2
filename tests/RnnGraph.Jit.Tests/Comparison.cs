using System.Numerics;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Jit.Tests;

/// <summary>Runs a compiled cell forwards and backwards, on one thread and two and in any number of segments, and compares every result with the reference interpretation of its graph.</summary>
internal static class Comparison
{
    /// <summary>Both compute in double precision, in different orders and with different elementary functions, each good to about 1e-15.</summary>
    public const double DoubleTolerance = 1e-12;

    /// <summary>The same in float, where each is good to about 1e-7 and a few steps of a backward pass amplify it.</summary>
    public const double SingleTolerance = 2e-5;

    /// <summary>Asserts that both agree.</summary>
    /// <param name="about">What is compared, for the message.</param>
    /// <param name="bound">The graph with the cell's sizes.</param>
    /// <param name="cell">The compiled cell.</param>
    /// <param name="shape">Steps, rows and lengths.</param>
    /// <param name="tolerance">The share of a tensor's largest magnitude, or of 1, by which two values may differ.</param>
    public static void AssertSame<T>(string about, Graph bound, RecurrentCell<T> cell, RunShape shape, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var adjoint = Differentiation.Differentiate(bound);
        var arguments = GraphArguments.Uniform(adjoint, shape.Steps, shape.Batch, seed: 5, shape.Lengths, range: 0.7);
        arguments.Seed = 11;
        arguments.FirstStep = 3;

        // A cell that learns to start a state is given all states, or none, so that the state starts from what is learned.
        var states = cell.Signature.States;
        var isGiven = shape.Steps % 2 == 0 || bound.Nodes.All(node => node.Op.Name != "start");
        foreach (var info in states)
        {
            if (isGiven && !arguments.Given.ContainsKey(info.Name))
                arguments.Given[info.Name] = [.. Enumerable.Range(0, shape.Batch * info.Features).Select(i => 0.125 * (i % 5))];
            else if (!isGiven)
                arguments.Given.Remove(info.Name);
        }

        var expected = Interpreter.Run(adjoint, arguments);
        foreach (var name in cell.Parameters.Names)
            cell.Parameters.Write(name, Narrow<T>(arguments.Parameters[name]));
        Workspace<T>[] workspaces = [cell.CreateWorkspace(shape.Steps, shape.Batch), cell.CreateWorkspace(shape.Steps, shape.Batch, threads: 2), .. SegmentedWorkspaces.Of(cell, shape.Steps, shape.Batch, threads: 2).Skip(1)];
        foreach (var workspace in workspaces)
        {
            workspace.Division.LeastShare = 0;
            workspace.Seed = arguments.Seed;
            var (state, dState, gradients) = (cell.CreateState(shape.Batch), cell.CreateState(shape.Batch), cell.CreateGradients());
            state.StepsDone = arguments.FirstStep;
            foreach (var info in states)
            {
                if (isGiven)
                    Narrow<T>(arguments.Given[info.Name]).CopyTo(state[info.Name]);
                Narrow<T>(arguments.Given["d." + info.Name]).CopyTo(dState[info.Name]);
            }

            var y = new T[arguments.Inputs["d.y"].Length];
            var dx = new T[arguments.Inputs["x"].Length];
            cell.Forward(workspace, Narrow<T>(arguments.Inputs["x"]), y, state, shape.Lengths);
            cell.Backward(workspace, Narrow<T>(arguments.Inputs["d.y"]), dx, dState, gradients);
            Close<T>($"{about} y", expected[ResultKind.Output, "y"], y, tolerance);
            Close<T>($"{about} dx", expected[ResultKind.Gradient, "x"], dx, tolerance);
            foreach (var info in cell.Signature.States)
            {
                Close<T>($"{about} final {info.Name}", expected[ResultKind.FinalState, info.Name], state[info.Name], tolerance);
                Close<T>($"{about} d initial {info.Name}", expected[ResultKind.Gradient, info.Name], dState[info.Name], tolerance);
            }

            foreach (var name in cell.Parameters.Names)
            {
                var gradient = new T[arguments.Parameters[name].Length];
                gradients.Read(name, gradient);
                Close<T>($"{about} d {name}", expected[ResultKind.Gradient, name], gradient, tolerance);
            }
        }
    }

    private static T[] Narrow<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values, T.CreateTruncating);

    private static void Close<T>(string what, double[] expected, ReadOnlySpan<T> actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var allowed = tolerance * Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var index = 0; index < expected.Length; index++)
        {
            var given = double.CreateTruncating(actual[index]);
            Assert.True(Math.Abs(expected[index] - given) <= allowed, $"{what}[{index}]: expected {expected[index]}, was {given}");
        }
    }
}

/// <summary>The extents of a run.</summary>
internal sealed record RunShape(int Input, int Hidden, int Steps, int Batch, int[]? Lengths = null)
{
    /// <summary>Sizes below, at and beyond the vector width; several chunks of rows; ragged lengths.</summary>
    public static IReadOnlyList<RunShape> Usual { get; } =
    [
        new(3, Vector<double>.Count + 1, 4, 3),
        new(2, Vector<double>.Count, 5, 3, [5, 0, 2]),
        new(1, (2 * Vector<double>.Count) + 3, 3, 17),
    ];
}
