using RnnGraph;
using RnnGraph.Training;

namespace GradientFlowSample;

/// <summary>
/// A number to be remembered: the first step says it, uniform in ±1, noise follows, and after the last step it is asked for. A bit could be latched by saturating, which no gradient survives
/// (Bengio, Simard &amp; Frasconi 1994); a number needs a state that keeps small differences. Sequences have any length up to T, so that short ones show the way.
/// Whoever always answers 0 has a mean squared error of 1/3.
/// </summary>
internal sealed class RecallTask(int steps, int batch, ulong seed)
{
    public const int Features = 2;

    private readonly RandomStream _random = new(seed);

    /// <summary>The inputs, <c>[T, B, 2]</c>: the number at the first step, noise at all.</summary>
    public double[] X { get; } = new double[steps * batch * Features];

    /// <summary>The numbers, <c>[B]</c>.</summary>
    public double[] Numbers { get; } = new double[batch];

    public int[] Lengths { get; } = new int[batch];

    /// <summary>Draws a batch.</summary>
    public void Next()
    {
        Array.Clear(X);
        for (var row = 0; row < batch; row++)
        {
            Numbers[row] = (2 * _random.NextDouble()) - 1;
            Lengths[row] = 1 + (int)(_random.NextDouble() * steps);
            X[row * Features] = Numbers[row];
            for (var step = 0; step < steps; step++)
                X[(((step * batch) + row) * Features) + 1] = (2 * _random.NextDouble()) - 1;
        }
    }

    /// <summary>Trains a cell and a dense head over its final h; gives the mean squared error of the last 20 batches.</summary>
    public double Train(RecurrentCell<double> cell, int updates)
    {
        var hidden = cell.Signature.States[0].Features;
        var head = new RecallHead(hidden);
        var adam = new Adam<double>(new AdamSettings(0.003), cell, head);
        Gradients<double>[] gradients = [cell.CreateGradients(), head.CreateGradients()];
        var (run, headRun) = (cell.CreateWorkspace(steps, batch), head.CreateWorkspace(1, batch));
        CellState<double> state = cell.CreateState(batch), dState = cell.CreateState(batch);
        var errors = new Queue<double>();
        for (var update = 0; update < updates; update++)
        {
            Next();
            foreach (var part in gradients)
                part.Clear();
            state.Reset();
            dState.Reset();
            cell.Forward(run, X, Outputs<double>.None, state, Lengths);
            head.Forward(headRun, new Inputs<double>(state["h"], Numbers), Outputs<double>.None);
            errors.Enqueue(headRun.Loss);
            if (errors.Count > 20)
                errors.Dequeue();
            head.Backward(headRun, gradients[1], dx: new Outputs<double>(dState["h"], []));
            cell.Backward(run, gradients[0], dState);
            GradientNorm.Clip(gradients, 1);
            adam.Step(gradients);
        }

        return errors.Average();
    }
}
