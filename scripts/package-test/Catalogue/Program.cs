// Trains a shipped cell with Adam, and binds the sizes of a shipped definition, which the generator knows only from the package's assembly.
using System.Globalization;
using RnnGraph;
using RnnGraph.Cells;
using RnnGraph.Training;

var cell = new LstmForgetOne(input: 3, hidden: 8);
var (first, last) = Trainee.Train(cell, steps: 40);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LstmForgetOne: loss {first:F4} -> {last:F4}"));

var bound = new SmallPeephole();
var (firstBound, lastBound) = Trainee.Train(bound, steps: 40);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SmallPeephole: loss {firstBound:F4} -> {lastBound:F4}"));
var layers = new RnnGraph.Torch.Gru<float>(inputSize: 3, hiddenSize: 8, numLayers: 2);
var y = new float[8];
layers.Step([1, 2, 3], y, layers.CreateState(1));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Gru of {layers.Parameters.Count} parameters: y[0] = {y[0]:F4}"));
return y[0] != 0 && last < first / 2 && lastBound < firstBound / 2 ? 0 : 1;

/// <summary>A definition of RnnGraph.Cells with its sizes bound here.</summary>
[RecurrentCell<PeepholeLstm>(3, 8)]
public partial class SmallPeephole;

/// <summary>Trains any cell of 3 inputs and 8 outputs.</summary>
internal static class Trainee
{
    private const int Steps = 10;
    private const int Batch = 4;

    public static (double First, double Last) Train(ITrainable<float> cell, int steps)
    {
        cell.Initialize(seed: 1);
        var gradients = cell.CreateGradients();
        var adam = new Adam<float>(new AdamSettings(LearningRate: 0.02), cell);
        var workspace = cell.CreateWorkspace(Steps, Batch);
        var x = new float[Steps * Batch * 3];
        var y = new float[Steps * Batch * 8];
        var dy = new float[y.Length];
        for (var index = 0; index < x.Length; index++)
            x[index] = MathF.Sin(index);

        double first = 0, last = 0;
        for (var step = 0; step < steps; step++)
        {
            cell.Forward(workspace, x, y);
            last = 0;
            for (var index = 0; index < y.Length; index++)
            {
                var error = y[index] - 0.3f;
                last += error * error / y.Length;
                dy[index] = 2 * error / y.Length;
            }

            if (step == 0)
                first = last;
            gradients.Clear();
            cell.Backward(workspace, dy, Outputs<float>.None, dState: null, gradients);
            adam.Step([gradients]);
        }

        return (first, last);
    }
}
