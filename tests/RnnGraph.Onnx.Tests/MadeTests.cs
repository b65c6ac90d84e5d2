namespace RnnGraph.Onnx.Tests;

/// <summary>A fact over tests that scripts/onnx/make.sh writes; skipped where they haven't been made.</summary>
internal sealed class FactIfMadeAttribute : FactAttribute
{
    public FactIfMadeAttribute(string folder)
    {
        if (!Directory.Exists(PathTo(folder)))
            Skip = $"needs artifacts/onnx/{folder}, which scripts/onnx/make.sh writes";
    }

    public static string PathTo(string folder) => Repository.PathTo("artifacts", "onnx", folder);
}

/// <summary>Models in ONNX's own layout: a committed choice, and what scripts/onnx/make.sh writes.</summary>
public class MadeTests
{
    public static TheoryData<string> Committed => [.. Names];

    internal static string Models => Repository.PathTo("tests", "RnnGraph.Onnx.Tests", "Models");

    internal static IEnumerable<string> Names => Directory.EnumerateDirectories(Models).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Committed))]
    public void A_committed_model_gives_what_ONNX_Runtime_gave(string name) => Assert.Null(OnnxTestFolder.Run(Path.Combine(Models, name)).Failure);

    [Fact]
    public void The_committed_models_have_every_attribute()
    {
        var attributes = Names.SelectMany(name => OnnxModel.Load(Path.Combine(Models, name, "model.onnx")).Nodes)
            .Where(node => node.OpType is "RNN" or "GRU" or "LSTM")
            .SelectMany(node => node.Attributes.Select(attribute => $"{node.OpType} {attribute.Name}"))
            .Distinct();
        string[] common = ["activation_alpha", "activation_beta", "activations", "clip", "direction", "hidden_size", "layout"];
        string[] all = [.. from op in (string[])["GRU", "LSTM", "RNN"] from attribute in common select $"{op} {attribute}", "GRU linear_before_reset", "LSTM input_forget"];
        Assert.Equal(all.Order(StringComparer.Ordinal), attributes.Order(StringComparer.Ordinal));
    }

    [FactIfMade("node/recurrent")]
    public void ONNXs_own_tests_of_recurrent_operators_pass() => AllPass("node/recurrent", atLeast: 18);

    [FactIfMade("node/around")]
    public void ONNXs_own_tests_of_the_operators_around_pass() => AllPass("node/around", atLeast: 90);

    [FactIfMade("random")]
    public void All_random_models_give_what_ONNX_Runtime_gave() => AllPass("random", atLeast: 200);

    [FactIfMade("torch")]
    public void What_PyTorch_exports_gives_what_PyTorch_gave() => AllPass("torch", atLeast: 256);

    private static void AllPass(string folder, int atLeast)
    {
        string[] tests = [.. Directory.EnumerateDirectories(FactIfMadeAttribute.PathTo(folder))];
        Assert.True(tests.Length >= atLeast, $"{tests.Length} tests");
        Assert.All(tests, test => Assert.Null(OnnxTestFolder.Run(test).Failure));
    }
}
