using static RnnGraph.Onnx.Tests.Wire;

namespace RnnGraph.Onnx.Tests;

/// <summary>What isn't supported, and what doesn't fit, is refused by name.</summary>
public class RefusalTests
{
    private static readonly (int, object) X = Value(11, "x"), Y = Value(12, "y");

    [Fact]
    public void Operators_and_domains_are_named_all_at_once()
    {
        var fault = Assert.Throws<OnnxException>(() => Make(Model(13, X, Y, Node("Conv", ["x"], ["a"], (3, "first")), Node("Tanh", ["a"], ["b"], (7, "com.example")), Node("Loop", ["b"], ["y"]))));
        Assert.Equal(
            "node 'first' (Conv): the operator Conv of opset 13 is not supported; node 1 (com.example.Tanh): the operator Tanh of the domain 'com.example' is not supported; node 2 (Loop): the operator Loop of opset 13 is not supported",
            fault.Problem);
    }

    [Theory]
    [InlineData(6, "opset 6 is not supported; 7 to 22 are")]
    [InlineData(23, "opset 23 is not supported; 7 to 22 are")]
    public void Operator_sets_out_of_range_are_refused(long opset, string problem) => Refuse(problem, Model(opset, X, Y, Node("Tanh", ["x"], ["y"])));

    [Fact]
    public void What_a_model_holds_beside_a_graph_is_refused()
    {
        Refuse("functions, which are not supported", Message((7, Message(X, Y, Node("Tanh", ["x"], ["y"]))), (8, Message((2, 13L))), (25, Message((1, "f")))));
        Refuse("sparse initializers, which are not supported", Model(13, X, Y, Node("Tanh", ["x"], ["y"]), (15, Message())));
        Refuse("doesn't say which version", Message((7, Message(X, Y, Node("Tanh", ["x"], ["y"])))));
    }

    [Fact]
    public void Attributes_that_nobody_knows_are_refused()
    {
        Refuse("its attribute 'slope' isn't known in opset 13", Model(13, X, Y, Node("Tanh", ["x"], ["y"], Attribute("slope", (2, 1f)))));
        Refuse("its attribute 'layout' isn't known in opset 13", Model(13, X, Y, Lstm(Attribute("layout", (3, 1L)))));
        Refuse("its attribute direction is not a text", Model(13, X, Y, Lstm(Attribute("direction", (3, 1L)))));
        Refuse("it has an attribute twice", Model(13, X, Y, Node("Transpose", ["x"], ["y"], Attribute("perm", (8, 0L)), Attribute("perm", (8, 0L)))));
    }

    [Fact]
    public void Attributes_out_of_range_are_refused()
    {
        Refuse("the direction 'both' is not supported", Model(13, X, Y, Lstm(Attribute("direction", (4, "both")))));
        Refuse("the layout 2 is not supported", Model(14, X, Y, Lstm(Attribute("layout", (3, 2L)))));
        Refuse("clip is -1", Model(14, X, Y, Lstm(Attribute("clip", (2, -1f)))));
        Refuse("expected 3 activations, given 1", Model(14, X, Y, Lstm(Attribute("activations", (9, "Tanh")))));
        Refuse("the activation 'Swish' is not supported", Model(14, X, Y, Lstm(Attribute("activations", (9, "Tanh"), (9, "Swish"), (9, "Tanh")))));
        Refuse("'ScaledTanh' lacks a finite number", Model(14, X, Y, Lstm(Attribute("activations", (9, "Tanh"), (9, "ScaledTanh"), (9, "Tanh")))));
        Refuse("expected 3 to 8 inputs, given 2", Model(14, X, Y, Node("LSTM", ["x", "x"], ["y"])));
    }

    [Fact]
    public void A_graph_whose_names_do_not_fit_is_refused()
    {
        Refuse("it reads 'z', which nothing before it gives", Model(13, X, Y, Node("Tanh", ["z"], ["y"])));
        Refuse("it gives 'x', which is given already", Model(13, X, Y, Node("Tanh", ["x"], ["x"])));
        Refuse("nothing gives the output 'y'", Model(13, X, Y, Node("Tanh", ["x"], ["z"])));
        Refuse("two inputs, or two outputs, have one name", Model(13, X, X, Y, Node("Tanh", ["x"], ["y"])));
        Refuse("two initializers are called 'w'", Model(13, X, Y, Node("Tanh", ["x"], ["y"]), (5, Tensor("w", [1f], 1)), (5, Tensor("w", [1f], 1))));
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused()
    {
        var shape = Message((1, Message((1, 2L))), (1, Message((2, "n"))));
        var runner = Make(Model(13, (11, Message((1, "x"), (2, Message((1, Message((1, 1L), (2, shape))))))), Y, Node("Tanh", ["x"], ["y"])));
        Run("no value is given for 'x'", []);
        Run("there is no input 'z'; 'x' are", new() { ["z"] = OnnxTensor.Create([1f]) });
        Run("the input 'x' is Float [2, n]; Float [3, 1] was given", new() { ["x"] = OnnxTensor.Create(new float[3], 3, 1) });
        Run("the input 'x' is Float [2, n]; Int32 [2, 1] was given", new() { ["x"] = OnnxTensor.Create(new int[2], 2, 1) });
        Assert.Equal([2, 7], runner.Run(new Dictionary<string, OnnxTensor> { ["x"] = OnnxTensor.Create(new float[14], 2, 7) })["y"].Shape.ToArray());

        void Run(string problem, Dictionary<string, OnnxTensor> inputs) => Assert.Contains(problem, Assert.Throws<OnnxException>(() => runner.Run(inputs)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_kernel_throws_names_the_file_and_the_node()
    {
        var runner = Make(Model(13, X, Y, Node("Transpose", ["x"], ["y"])));
        var unsound = new OnnxTensor<float>(new float[1], 2, 3);
        var fault = Assert.Throws<OnnxException>(() => runner.Run(new Dictionary<string, OnnxTensor> { ["x"] = unsound }));
        Assert.StartsWith("test.onnx: node 0 (Transpose): ", fault.Message, StringComparison.Ordinal);
        Assert.IsType<IndexOutOfRangeException>(fault.InnerException);
    }

    private static (int, object) Lstm(params (int, object)[] attributes) => Node("LSTM", ["x", "x", "x"], ["y"], attributes);

    private static OnnxRunner Make(byte[] model) => new(OnnxModel.Read(model, "test.onnx"));

    private static void Refuse(string problem, byte[] model) => Assert.Contains(problem, Assert.Throws<OnnxException>(() => Make(model)).Problem, StringComparison.Ordinal);
}
