using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using RnnGraph.Files;
using RnnGraph.Training;

namespace RnnGraph.Torch.Tests;

/// <summary>A whole model of PyTorch's, Embedding → LSTM → Linear, from its state_dict through ten steps of training and back: scripts/vectors/walk.py made what is expected.</summary>
public sealed class ModelWalkTests
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    private static string PathTo(string file) => Path.Combine(AppContext.BaseDirectory, "Vectors", "Models", file);

    // As for single modules: some ten roundings of 6e-8 in an output, and more of them after ten updates of 0.01.
    [Fact]
    public void Outputs_and_ten_steps_of_Adam_follow_torch_in_float() => Walk<float>(1e-6, 1e-5);

    [Fact]
    public void Outputs_and_ten_steps_of_Adam_follow_torch_in_double() => Walk<double>(1e-14, 1e-11);

    [Fact]
    public void The_state_dict_comes_back_with_the_same_bits()
    {
        var model = new Model<float>(Vectors().Options);
        model.Parameters.Load(PathTo("model.safetensors"));
        Walked.SameBits(PathTo("model.safetensors"), model.Parameters);
    }

    [Fact]
    public void A_module_loads_by_its_prefix_alone()
    {
        var head = new Linear<float>(8, 11);
        head.Parameters.Load(PathTo("model.safetensors"), new LoadOptions { Prefix = "head." });
        var model = new Model<float>(Vectors().Options);
        model.Parameters.Load(PathTo("model.safetensors"));
        Assert.Equal(model.Head.Parameters.Values, head.Parameters.Values);
    }

    [Fact]
    public void What_is_missing_left_over_or_of_another_shape_is_named_at_once()
    {
        var wrong = new StateDict<float> { { "embedding", new Embedding<float>(11, 4).Parameters }, { "rnn", new Lstm<float>(5, 8).Parameters }, { "out", new Linear<float>(8, 11).Parameters } };
        var message = Assert.Throws<TensorFileException>(() => wrong.Load(PathTo("model.safetensors"))).Message;
        foreach (var part in new[] { "out.weight", "out.bias", "head.weight", "head.bias", "embedding.weight: expected floats [11, 4], given F32 [11, 5]" })
            Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain("rnn.", message, StringComparison.Ordinal);
    }

    private static void Walk<T>(double outputs, double parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var walk = Vectors();
        var model = new Model<T>(walk.Options);
        model.Parameters.Load(PathTo("model.safetensors"));
        var run = new ModelRun<T>(model, walk.Steps, walk.Batch);
        var adam = new Adam<T>(new AdamSettings(walk.Rate), [model.Embedding.Network, .. model.Rnn.Cells, model.Head.Network]);
        for (var update = 0; update < walk.Losses.Length; update++)
        {
            var y = LayerRun.Widen(run.Forward(walk.Tokens));
            if (update == 0)
                Walked.Close(walk.Y, y, outputs, "y");

            // The mean of (y − target)², and its gradient 2·(y − target)/n.
            var errors = y.Zip(walk.Target, (value, wanted) => value - wanted).ToArray();
            Walked.Close([walk.Losses[update]], [errors.Average(error => error * error)], parameters, $"the loss of update {update}");
            adam.Step(run.Backward(Array.ConvertAll(errors, error => T.CreateTruncating(2 * error / errors.Length))));
        }

        Assert.Equal(walk.Parameters.Keys.Order(StringComparer.Ordinal), model.Parameters.Names.Order(StringComparer.Ordinal));
        foreach (var (name, expected) in walk.Parameters)
        {
            var values = new T[expected.Length];
            model.Parameters.Read(name, values);
            Walked.Close(expected, LayerRun.Widen(values), parameters, name);
        }
    }

    private static ModelVectors Vectors() => JsonSerializer.Deserialize<ModelVectors>(File.ReadAllText(PathTo("model.json")), Format)!;

    private sealed class Model<T>(ModelOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Embedding<T> Embedding { get; } = new(options.NumEmbeddings, options.EmbeddingDim);

        public Lstm<T> Rnn { get; } = new(options.EmbeddingDim, options.HiddenSize);

        public Linear<T> Head { get; } = new(options.HiddenSize, options.OutFeatures);

        public StateDict<T> Parameters => new() { { "embedding", Embedding.Parameters }, { "rnn", Rnn.Parameters }, { "head", Head.Parameters } };
    }

    /// <summary>The model forwards and backwards over [T, B] tokens.</summary>
    private sealed class ModelRun<T>(Model<T> model, int steps, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Workspace<T> _embedding = model.Embedding.CreateWorkspace(steps * batch);
        private readonly LayerWorkspace<T> _rnn = model.Rnn.CreateWorkspace(steps, batch);
        private readonly Workspace<T> _head = model.Head.CreateWorkspace(steps * batch);
        private readonly T[] _x = new T[steps * batch * model.Embedding.EmbeddingDim];
        private readonly T[] _h = new T[steps * batch * model.Rnn.HiddenSize];

        public T[] Forward(int[] tokens)
        {
            var y = new T[steps * batch * model.Head.OutFeatures];
            model.Embedding.Forward(_embedding, tokens, _x);
            model.Rnn.Forward(_rnn, _x, _h);
            model.Head.Forward(_head, _h, y);
            return y;
        }

        public List<Gradients<T>> Backward(T[] dy)
        {
            var (embedding, rnn, head) = (model.Embedding.Network.CreateGradients(), model.Rnn.CreateGradients(), model.Head.Network.CreateGradients());
            model.Head.Backward(_head, dy, _h, head);
            model.Rnn.Backward(_rnn, _h, _x, null, rnn);
            model.Embedding.Backward(_embedding, _x, embedding);
            return [embedding, .. rnn.Parts, head];
        }
    }

    private sealed record ModelOptions(
        [property: JsonPropertyName("num_embeddings")] int NumEmbeddings,
        [property: JsonPropertyName("embedding_dim")] int EmbeddingDim,
        [property: JsonPropertyName("hidden_size")] int HiddenSize,
        [property: JsonPropertyName("out_features")] int OutFeatures);

    private sealed record ModelVectors(
        ModelOptions Options, int Steps, int Batch, double Rate, int[] Tokens, double[] Target, double[] Y, double[] Losses, Dictionary<string, double[]> Parameters);
}
