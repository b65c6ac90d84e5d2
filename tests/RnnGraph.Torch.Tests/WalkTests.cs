using System.Numerics;
using System.Text.Json;
using RnnGraph.Files;
using RnnGraph.Training;

namespace RnnGraph.Torch.Tests;

/// <summary>From a file of PyTorch's to running layers, through ten steps of training, and back to a file: scripts/vectors/walk.py made what is expected.</summary>
public sealed class WalkTests
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Vectors", "Walk");

    public static TheoryData<string> Names => new(Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    // Single precision rounds to 6e-8: some ten roundings in an output, and more of them after ten updates of 0.01.
    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_ten_steps_of_Adam_follow_torch_in_float(string name) => Walk<float>(name, 1e-6, 1e-5);

    // Sums of a few dozen terms, each rounded to 1e-16, through six steps; Adam divides gradients by their own size, so that ten steps of 0.01 multiply what differs in the smallest of them.
    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_ten_steps_of_Adam_follow_torch_in_double(string name) => Walk<double>(name, 1e-14, 1e-11);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_torchs_comes_back_with_the_same_bits(string name)
    {
        var (walk, file) = Load(name);
        var layers = walk.Options.Make<float>(walk.Module);
        layers.Parameters.Load(file);
        Walked.SameBits(file, layers.Parameters);
    }

    private static void Walk<T>(string name, double outputs, double parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (walk, file) = Load(name);
        var layers = walk.Options.Make<T>(walk.Module);
        layers.Parameters.Load(file);
        var (x, target, y) = (LayerRun.Cast<T>(walk.X), walk.Target, new T[walk.Y.Length]);
        var (dy, dx) = (new T[y.Length], new T[x.Length]);
        var workspace = layers.CreateWorkspace(walk.Steps, walk.Batch);
        var gradients = layers.CreateGradients();
        var adam = new Adam<T>(new AdamSettings(walk.Rate), [.. layers.Cells]);
        for (var update = 0; update < walk.Losses.Length; update++)
        {
            layers.Forward(workspace, x, y);
            if (update == 0)
                Walked.Close(walk.Y, LayerRun.Widen(y), outputs, "y");

            // The mean of (y − target)², and its gradient 2·(y − target)/n.
            var errors = LayerRun.Widen(y).Zip(target, (value, wanted) => value - wanted).ToArray();
            Walked.Close([walk.Losses[update]], [errors.Average(error => error * error)], parameters, $"the loss of update {update}");
            for (var i = 0; i < dy.Length; i++)
                dy[i] = T.CreateTruncating(2 * errors[i] / dy.Length);
            gradients.Clear();
            layers.Backward(workspace, dy, dx, null, gradients);
            adam.Step(gradients.Parts);
        }

        foreach (var parameter in layers.Parameters)
        {
            var values = new T[parameter.Size];
            layers.Parameters.Read(parameter.Name, values);
            Walked.Close(walk.Parameters[parameter.Name], LayerRun.Widen(values), parameters, parameter.Name);
        }
    }

    private static (WalkVectors Walk, string File) Load(string name)
    {
        var path = Path.Combine(Folder, name);
        return (JsonSerializer.Deserialize<WalkVectors>(File.ReadAllText(path + ".json"), Format)!, path + ".safetensors");
    }

    private sealed record WalkVectors(
        string Module, LayerOptions Options, int Steps, int Batch, double Rate, double[] X, double[] Target, double[] Y, double[] Losses, Dictionary<string, double[]> Parameters);
}
