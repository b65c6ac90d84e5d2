using static RnnGraph.Onnx.Tests.Wire;

namespace RnnGraph.Onnx.Tests;

/// <summary>What is read of a file, and what of a malformed one is said.</summary>
public class ReadingTests
{
    private const string File = "test.onnx";

    private static readonly (int, object) Identity = Node("Identity", ["x"], ["y"]);

    [Fact]
    public void A_model_is_read_with_names_types_shapes_and_attributes()
    {
        var shape = Message((1, Message((1, 5L))), (1, Message((2, "batch"))), (1, Message()));
        var model = OnnxModel.Read(
            Message(
                (1, 9L),
                (2, "maker"),
                (3, "1.2"),
                (8, Message((1, "ai.onnx"), (2, 14L))),
                (8, Message((1, "other"), (2, 3L))),
                (7, Message(
                    (2, "net"),
                    Node("LSTM", ["x", "W", ""], ["", "h"], (3, "cell"), Attribute("hidden_size", (3, 4L)), Attribute("activations", (9, "Tanh"), (9, "Relu")), Attribute("clip", (2, 0.5f)), (7, "ai.onnx")),
                    (5, Tensor("W", [1f, 2f], 1, 2)),
                    (11, Message((1, "x"), (2, Message((1, Message((1, 1L), (2, shape))))))),
                    Value(12, "h")))),
            File);

        Assert.Equal(9, model.IrVersion);
        Assert.Equal("maker 1.2", model.Producer);
        Assert.Equal([KeyValuePair.Create("", 14L), KeyValuePair.Create("other", 3L)], model.Opsets);
        Assert.Equal("[5, batch, ?]", model.Inputs.Single().ShapeText);
        Assert.Equal("?", model.Outputs.Single().ShapeText);
        var node = model.Nodes.Single();
        Assert.Equal(("cell", "LSTM", ""), (node.Name, node.OpType, node.Domain));
        Assert.Equal(["x", "W", ""], node.Inputs);
        Assert.Equal(["", "h"], node.Outputs);
        Assert.Equal(["hidden_size = 4", "activations = [Tanh, Relu]", "clip = 0.5"], node.AttributeTexts);
        var weight = model.Initializers.Single();
        Assert.Equal(("W", ElementType.Float, "[1, 2]", 8L), (weight.Name, weight.ElementType, weight.ShapeText, weight.Bytes!.Value));
    }

    [Fact]
    public void Packed_single_and_raw_values_are_the_same()
    {
        var (packed, raw) = (new byte[8], new byte[8]);
        BitConverter.TryWriteBytes(packed, 1.5f);
        BitConverter.TryWriteBytes(packed.AsSpan(4), -2f);
        packed.CopyTo(raw, 0);
        float[] expected = [1.5f, -2f];
        Assert.Equal(expected, Floats(Message((1, 2L), (2, 1L), (4, packed))));
        Assert.Equal(expected, Floats(Message((1, 2L), (2, 1L), (4, 1.5f), (4, -2f))));
        Assert.Equal(expected, Floats(Message((1, new byte[] { 2 }), (2, 1L), (9, raw))));

        static float[] Floats(byte[] bytes) => ((OnnxTensor<float>)OnnxTensorFile.Read(bytes, File).Tensor).Values.ToArray();
    }

    [Fact]
    public void Truth_values_and_integers_are_read_from_their_fields()
    {
        Assert.Equal([true, false], ((OnnxTensor<bool>)OnnxTensorFile.Read(Message((1, 2L), (2, 9L), (5, 1L), (5, 0L)), File).Tensor).Values.ToArray());
        Assert.Equal([true], ((OnnxTensor<bool>)OnnxTensorFile.Read(Message((2, 9L), (9, new byte[] { 1 })), File).Tensor).Values.ToArray());
        Assert.Equal([-3L], ((OnnxTensor<long>)OnnxTensorFile.Read(Message((2, 7L), (7, -3L)), File).Tensor).Values.ToArray());
        Assert.Equal([-3], ((OnnxTensor<int>)OnnxTensorFile.Read(Message((2, 6L), (5, -3L)), File).Tensor).Values.ToArray());
        Assert.Equal([0.1], ((OnnxTensor<double>)OnnxTensorFile.Read(Message((2, 11L), (10, 0.1)), File).Tensor).Values.ToArray());
    }

    [Fact]
    public void A_tensor_that_does_not_hold_what_it_says_is_refused()
    {
        RefuseTensor("[3] has 3 elements, but 2 values", Message((1, 3L), (2, 1L), (4, 1f), (4, 2f)));
        RefuseTensor("[1] has 1 elements, but 3 bytes", Message((1, 1L), (2, 1L), (9, new byte[3])));
        RefuseTensor("negative extent", Message((1, -1L), (2, 1L)));
        RefuseTensor("more elements than an array holds", Message((1, 1L << 40), (1, 1L << 40), (2, 1L)));
        RefuseTensor("[2147483591, 2147483591] has a negative extent, or more", Message((1, 2147483591L), (1, 2147483591L), (2, 1L)));
        RefuseTensor("Float16 doesn't run here", Message((2, 10L), (9, new byte[2])));
        RefuseTensor("external data", Message((2, 1L), (14, 1L)));
        RefuseTensor("segment", Message((2, 1L), (3, Message((1, 0L))), (4, 1f)));
        Assert.Equal(0, OnnxTensorFile.Read(Message((1, 1L << 30), (1, 0L), (1, 1L << 30), (2, 1L)), File).Tensor.Count);
    }

    [Fact]
    public void Every_cut_of_a_model_is_refused_or_read()
    {
        var sound = Model(13, Identity, (5, Tensor("w", [1f, 2f, 3f], 3)), Value(11, "x"), Value(12, "y"));
        OnnxModel.Read(sound, File);
        for (var length = 0; length < sound.Length; length++)
        {
            var cut = sound[..length];
            if (Record.Exception(() => OnnxModel.Read(cut, File)) is { } fault)
                Assert.StartsWith(File + ": expected an ONNX model", Assert.IsType<OnnxException>(fault).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lengths_beyond_the_file_and_nesting_without_end_are_refused()
    {
        Refuse("malformed or cut off", [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 2, 3]);
        Refuse("malformed or cut off", [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]);
        var groups = new byte[100_000];
        Array.Fill(groups, (byte)0x0B);
        Refuse("malformed or cut off", groups);
        Refuse("malformed or cut off", Message((7, Message((1, new byte[] { 0x0A, 0x7F, 0x41 })))));
        Refuse("holds no graph", []);
        Refuse("a node names no operator", Model(13, (1, Message((2, "y")))));
        Refuse("an attribute has no name", Model(13, Node("Tanh", [], [], (5, Message((3, 1L))))));
        Refuse("an initializer has no name", Model(13, (5, Message((2, 1L)))));
        Refuse("an input or output has no name", Model(13, (11, Message())));
    }

    [Fact]
    public void A_claimed_length_allocates_nothing()
    {
        // a graph with an initializer whose raw data claims 2 GB
        var bytes = Message((7, Message((5, new byte[] { 0x4A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 }))));
        Refuse("malformed or cut off", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuse("malformed or cut off", bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData(1, "node")]
    [InlineData(5, "tensor")]
    [InlineData(12, "value")]
    public void Many_small_messages_take_a_small_multiple_of_their_bytes(int field, string kind)
    {
        var small = kind == "node" ? Message((4, "A")) : kind == "tensor" ? Message((8, "a")) : Message((1, "a"));
        var bytes = Model(13, [.. Enumerable.Repeat((field, (object)small), 50_000)]);
        OnnxModel.Read(bytes, File);
        var before = GC.GetAllocatedBytesForCurrentThread();
        OnnxModel.Read(bytes, File);

        // a message of five bytes becomes two objects of some fields each
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * bytes.Length);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains("there is no such file", Assert.Throws<OnnxException>(() => OnnxModel.Load("absent.onnx")).Message, StringComparison.Ordinal);

    private static void Refuse(string problem, byte[] bytes)
    {
        var fault = Assert.Throws<OnnxException>(() => OnnxModel.Read(bytes, File));
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.StartsWith(File + ": ", fault.Message, StringComparison.Ordinal);
    }

    private static void RefuseTensor(string problem, byte[] bytes) =>
        Assert.Contains(problem, Assert.Throws<OnnxException>(() => OnnxTensorFile.Read(bytes, File)).Problem, StringComparison.Ordinal);
}
