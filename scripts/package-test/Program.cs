// Trains the user's cell to say what it heard one step before, by plain gradient descent, then runs it step by step.
using System.Globalization;
using System.Numerics;
using PackageTest;
using RnnGraph;

const int steps = 16;
const int batch = 8;
const int hidden = 12;
const int updates = 400;
const float rate = 2f;

var cell = new EchoLstm(input: 1, hidden: hidden);
cell.Initialize(seed: 1);
var workspace = cell.CreateWorkspace(steps, batch);
var gradients = cell.CreateGradients();
var x = new float[steps * batch];
var y = new float[steps * batch * hidden];
var dy = new float[y.Length];
var random = new Random(1);
for (var index = 0; index < x.Length; index++)
    x[index] = (random.NextSingle() * 2) - 1;

float first = 0, last = 0;
for (var update = 0; update < updates; update++)
{
    cell.Forward(workspace, x, y);
    last = Loss();
    if (update == 0)
        first = last;
    gradients.Clear();
    cell.Backward(workspace, dy, Outputs<float>.None, dState: null, gradients);
    cell.Parameters.Update(values =>
    {
        var slopes = gradients.Values;
        for (var index = 0; index < values.Length; index++)
            values[index] -= rate * slopes[index];
    });
}

// The same sequence again, one step at a time: the trained kernel and the streaming one agree.
cell.Forward(workspace, x, y);
var state = cell.CreateState(batch);
var stepped = new float[batch * hidden];
float farthest = 0;
for (var t = 0; t < steps; t++)
{
    cell.Step(x.AsSpan(t * batch, batch), stepped, state);
    for (var index = 0; index < stepped.Length; index++)
        farthest = Math.Max(farthest, Math.Abs(stepped[index] - y[(t * stepped.Length) + index]));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lanes={Vector<float>.Count} loss {first:F4} -> {last:F4}, streaming differs by {farthest:E1}"));
return last < first / 2 && farthest < 1e-5f ? 0 : 1;

// Mean squared error of the first unit against the input one step before; leaves its derivative in dy.
float Loss()
{
    Array.Clear(dy);
    var sum = 0f;
    for (var t = 1; t < steps; t++)
    {
        for (var b = 0; b < batch; b++)
        {
            var at = ((t * batch) + b) * hidden;
            var error = y[at] - x[((t - 1) * batch) + b];
            sum += error * error;
            dy[at] = 2 * error / (steps * batch);
        }
    }

    return sum / (steps * batch);
}
