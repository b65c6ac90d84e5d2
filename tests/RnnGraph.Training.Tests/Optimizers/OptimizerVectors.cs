using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnGraph.Training.Tests.Optimizers;

/// <summary>Steps of one of PyTorch's optimisers over given gradients, as scripts/vectors/training.py wrote them.</summary>
/// <param name="Later">The learning rate from the eighth step on; null for the same.</param>
/// <param name="Gradients">[steps, values].</param>
/// <param name="Values">[steps, values]: after each step.</param>
internal sealed record OptimizerVectors(
    string Name,
    string Optimizer,
    double? Later,
    double Lr,
    double[] Start,
    double[] Gradients,
    double[] Values,
    double Momentum,
    bool Nesterov,
    bool Centered,
    [property: JsonPropertyName("weight_decay")] double WeightDecay,
    double Alpha,
    double[]? Betas,
    double Eps = 1e-8)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    public static IReadOnlyDictionary<string, OptimizerVectors> All { get; } =
        JsonSerializer.Deserialize<Dictionary<string, OptimizerVectors[]>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "optimizers.json")), Format)!["cases"]
            .ToDictionary(vectors => vectors.Name);

    /// <summary>The optimiser of the same name and constants here.</summary>
    public Optimizer<T> Create<T>(params IReadOnlyList<ITrainable<T>> cells)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var adam = new AdamSettings(Lr, Betas?[0] ?? 0.9, Betas?[1] ?? 0.999, Eps, WeightDecay);
        return Optimizer switch
        {
            "SGD" => new Sgd<T>(new(Lr, Momentum, Nesterov, WeightDecay), cells),
            "RMSprop" => new RmsProp<T>(new(Lr, Alpha, Eps, Centered, Momentum, WeightDecay), cells),
            "Adam" => new Adam<T>(adam, cells),
            "AdamW" => new AdamW<T>(adam, cells),
            _ => throw new InvalidDataException($"no optimiser {Optimizer}"),
        };
    }
}
