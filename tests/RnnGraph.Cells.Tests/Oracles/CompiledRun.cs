using System.Numerics;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>Runs a compiled cell forwards and backwards on given data, through its public surface only.</summary>
internal static class CompiledRun
{
    /// <summary>Writes the parameters, runs once with a fresh workspace and collects every result.</summary>
    public static RunResult Execute<T>(RecurrentCell<T> cell, RunData data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Write(cell, data);
        return Execute(cell, cell.CreateWorkspace(data.Steps, data.Batch, Mode.Train), data);
    }

    /// <summary>Sets the parameters of <paramref name="cell"/>.</summary>
    public static void Write<T>(RecurrentCell<T> cell, RunData data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (name, values) in data.Parameters)
            cell.Parameters.Write(name, Narrow<T>(values));
    }

    /// <summary>Runs on a workspace that the caller made, and adds to gradients that start from 0.</summary>
    public static RunResult Execute<T>(RecurrentCell<T> cell, Workspace<T> workspace, RunData data, Gradients<T>? gradients = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var signature = cell.Signature;
        var x = signature.Inputs.Select(input => Narrow<T>(data.Inputs[input.Name])).ToArray();
        var dx = signature.Inputs.Select(input => Garbage<T>(data.Steps * data.Batch * input.Features)).ToArray();
        var y = signature.Outputs.Select(output => Garbage<T>(data.Steps * data.Batch * output.Features)).ToArray();
        var dy = signature.Outputs.Select(output => Narrow<T>(data.OutputGradients[output.Name])).ToArray();
        var state = State(cell, data.Batch, data.Initial);
        var final = signature.States.ToDictionary(s => s.Name, _ => Array.Empty<double>(), StringComparer.Ordinal);
        gradients ??= cell.CreateGradients();
        var dState = State(cell, data.Batch, data.FinalGradients);

        workspace.Seed = data.Seed;
        cell.Forward(workspace, Arrays.In(x), Arrays.Out(y), state, data.Lengths);
        foreach (var name in final.Keys)
            final[name] = Widen<T>(state[name]);
        cell.Backward(workspace, Arrays.In(dy), Arrays.Out(dx), dState, gradients);

        return new RunResult
        {
            Outputs = signature.Outputs.Zip(y).ToDictionary(pair => pair.First.Name, pair => Widen<T>(pair.Second), StringComparer.Ordinal),
            Final = final,
            InputGradients = signature.Inputs.Zip(dx).ToDictionary(pair => pair.First.Name, pair => Widen<T>(pair.Second), StringComparer.Ordinal),
            InitialGradients = signature.States.ToDictionary(s => s.Name, s => Widen<T>(dState[s.Name]), StringComparer.Ordinal),
            ParameterGradients = data.Parameters.ToDictionary(pair => pair.Key, pair => Read(gradients, pair.Key, pair.Value.Length), StringComparer.Ordinal),
        };
    }

    /// <summary>Runs once in evaluation: outputs and final states.</summary>
    public static RunResult Evaluate<T>(RecurrentCell<T> cell, RunData data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Write(cell, data);
        var x = cell.Signature.Inputs.Select(input => Narrow<T>(data.Inputs[input.Name])).ToArray();
        var y = cell.Signature.Outputs.Select(output => Garbage<T>(data.Steps * data.Batch * output.Features)).ToArray();
        var state = State(cell, data.Batch, data.Initial);
        cell.Forward(cell.CreateWorkspace(data.Steps, data.Batch, Mode.Evaluate), Arrays.In(x), Arrays.Out(y), state, data.Lengths);
        return new RunResult
        {
            Outputs = cell.Signature.Outputs.Zip(y).ToDictionary(pair => pair.First.Name, pair => Widen<T>(pair.Second), StringComparer.Ordinal),
            Final = cell.Signature.States.ToDictionary(s => s.Name, s => Widen<T>(state[s.Name]), StringComparer.Ordinal),
        };
    }

    /// <summary>A carried state with given values.</summary>
    public static CellState<T> State<T>(RecurrentCell<T> cell, int batch, Dictionary<string, double[]> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var state = cell.CreateState(batch);
        foreach (var (name, numbers) in values)
            Narrow<T>(numbers).CopyTo(state[name]);
        return state;
    }

    /// <summary>Rounds to the kernel's precision.</summary>
    public static T[] Narrow<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values, T.CreateTruncating);

    /// <summary>Back to double, exactly.</summary>
    public static double[] Widen<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values.ToArray(), double.CreateTruncating);

    /// <summary>The gradient of one parameter, row-major.</summary>
    public static double[] Read<T>(Gradients<T> gradients, string name, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[count];
        gradients.Read(name, values);
        return Widen<T>(values);
    }

    // What a run is to write is first filled with NaN, so that a row it forgets shows.
    private static T[] Garbage<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[count];
        Array.Fill(values, T.NaN);
        return values;
    }
}
