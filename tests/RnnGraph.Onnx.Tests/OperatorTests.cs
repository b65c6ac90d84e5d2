using static RnnGraph.Onnx.Tests.Wire;

namespace RnnGraph.Onnx.Tests;

/// <summary>What ONNX's own node tests leave out of the operators around recurrent ones: older opsets, empty tensors, errors.</summary>
public class OperatorTests
{
    private static readonly OnnxTensor<float> Matrix = OnnxTensor.Create([1f, 2, 3, 4, 5, 6], 2, 3);

    [Fact]
    public void Before_opset_13_axes_are_attributes()
    {
        Assert.Equal([1, 2, 3], Run(12, "Unsqueeze", [Matrix], Attribute("axes", (8, 0L))).Shape.ToArray());
        Assert.Equal([2, 3], Run(7, "Squeeze", [OnnxTensor.Create(new float[6], 2, 1, 3)], Attribute("axes", (8, -2L))).Shape.ToArray());
    }

    [Fact]
    public void Before_opset_10_slices_are_attributes()
    {
        var y = Run(9, "Slice", [Matrix], Attribute("starts", (8, 1L)), Attribute("ends", (8, 100L)), Attribute("axes", (8, 1L)));
        Assert.Equal([2f, 3, 5, 6], ((OnnxTensor<float>)y).Values.ToArray());
    }

    [Fact]
    public void Before_opset_13_a_softmax_takes_all_axes_from_the_one_named_on_together()
    {
        var x = OnnxTensor.Create(new float[8], 2, 2, 2);
        Assert.All(((OnnxTensor<float>)Run(12, "Softmax", [x])).Array, value => Assert.Equal(0.25f, value));
        Assert.All(((OnnxTensor<float>)Run(13, "Softmax", [x])).Array, value => Assert.Equal(0.5f, value));
    }

    [Theory]
    [InlineData(long.MaxValue, 0, long.MinValue, new float[0])]
    [InlineData(0, long.MaxValue, long.MaxValue, new float[] { 1, 2, 3 })]
    [InlineData(1, 0, -long.MaxValue, new float[] { 4, 5, 6 })]
    [InlineData(1, -100, -1, new float[] { 4, 5, 6, 1, 2, 3 })]
    public void A_slice_takes_any_bounds(long start, long end, long step, float[] expected)
    {
        OnnxTensor<float> Slice() => (OnnxTensor<float>)Run(13, "Slice", [Matrix, Number(start), Number(end), Number(0), Number(step)]);
        if (step == long.MinValue)
            Assert.Throws<OnnxException>(Slice);
        else
            Assert.Equal(expected, Slice().Values.ToArray());

        static OnnxTensor Number(long value) => OnnxTensor.Create([value], 1);
    }

    [Fact]
    public void A_zero_or_an_empty_list_that_the_file_leaves_out_is_one()
    {
        Assert.Equal([4, 3], Run(13, "Concat", [Matrix, Matrix], Attribute("axis", (20, 2L))).Shape.ToArray());
        Assert.Equal([1, 1], Run(12, "Squeeze", [OnnxTensor.Create([1f], 1, 1)], Attribute("axes", (20, 7L))).Shape.ToArray());
    }

    [Fact]
    public void A_shape_is_filled_with_one_value()
    {
        var shape = OnnxTensor.Create([2L, 3], 2);
        Assert.Equal(new float[6], ((OnnxTensor<float>)Run(9, "ConstantOfShape", [shape])).Array);
        var sevens = Run(9, "ConstantOfShape", [shape], Attribute("value", (5, Tensor("", [7L], 1))));
        Assert.Equal([2, 3], sevens.Shape.ToArray());
        Assert.Equal([7L, 7, 7, 7, 7, 7], ((OnnxTensor<long>)sevens).Array);
        Refuse("its result [-1, 2] has a negative extent", "ConstantOfShape", [OnnxTensor.Create([-1L, 2], 2)]);
        Refuse("more than 67108864 values", "ConstantOfShape", [OnnxTensor.Create([1L << 27], 1)]);
        Refuse("its value is [2]; expected one element", "ConstantOfShape", [shape], Attribute("value", (5, Tensor("", [7L, 8], 2))));
    }

    [Fact]
    public void Expand_repeats_what_is_there_once()
    {
        var column = OnnxTensor.Create([1f, 2], 2, 1);
        var wide = Run(8, "Expand", [column, OnnxTensor.Create([2L, 1, 3], 3)]);
        Assert.Equal([2, 2, 3], wide.Shape.ToArray());
        Assert.Equal([1f, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2], ((OnnxTensor<float>)wide).Array);
        Assert.Equal([2, 1], Run(13, "Expand", [column, OnnxTensor.Create([1L], 1)]).Shape.ToArray());
        Assert.Equal([true, true], ((OnnxTensor<bool>)Run(13, "Expand", [OnnxTensor.Create([true]), OnnxTensor.Create([2L], 1)])).Array);
        Assert.Equal([0, 1], Run(13, "Expand", [OnnxTensor.Create([1f], 1, 1), OnnxTensor.Create([0L, 1], 2)]).Shape.ToArray());
        Refuse("[2, 1] and [3, 4] don't fit", "Expand", [column, OnnxTensor.Create([3L, 4], 2)]);
        Refuse("its shape [-1, 2] has a negative extent", "Expand", [column, OnnxTensor.Create([-1L, 2], 2)]);
        Refuse("has more than 67108864 values", "Expand", [column, OnnxTensor.Create([2L, 1L << 26], 2)]);
    }

    [Fact]
    public void Empty_tensors_go_through()
    {
        var empty = OnnxTensor.Create(Array.Empty<float>(), 0, 3);
        Assert.Equal([3, 0], Run(13, "Transpose", [empty]).Shape.ToArray());
        Assert.Equal([0, 3], Run(13, "Softmax", [empty]).Shape.ToArray());
        Assert.Equal([2, 3], Run(13, "Concat", [empty, Matrix], Attribute("axis", (3, 0L))).Shape.ToArray());
        Assert.Equal([0f, 0, 0, 0], ((OnnxTensor<float>)Run(13, "MatMul", [OnnxTensor.Create(Array.Empty<float>(), 2, 0), OnnxTensor.Create(Array.Empty<float>(), 0, 2)])).Values.ToArray());
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused_with_their_shapes()
    {
        Refuse("[2, 3] and [2] don't fit", "Add", [Matrix, OnnxTensor.Create(new float[2], 2)]);
        Refuse("it doesn't add Float and Int64", "Add", [Matrix, OnnxTensor.Create([1L])]);
        Refuse("[2, 3] times [2, 3]: 3 columns, but 2 rows", "MatMul", [Matrix, Matrix]);
        Refuse("there is no axis 2 in a tensor of 2 axes", "Concat", [Matrix, Matrix], Attribute("axis", (3, 2L)));
        Refuse("the index 2 is outside of axis 0 of [2, 3]", "Gather", [Matrix, OnnxTensor.Create([2L])]);
        Refuse("a tensor [2, 3] can't have the shape [4, -1]", "Reshape", [Matrix, OnnxTensor.Create([4L, -1], 2)]);
        Refuse("the axis 0 of [2, 3] can't be left out: it is not 1", "Squeeze", [Matrix, OnnxTensor.Create([0L], 1)]);
        Refuse("its result has 66 axes; at most 64 run here", "Unsqueeze", [Matrix, OnnxTensor.Create([.. Enumerable.Range(0, 64).Select(axis => (long)axis)], 64)]);
    }

    [Fact]
    public void A_sum_beyond_an_array_is_refused()
    {
        var wide = OnnxTensor.Create(new float[1 << 16], 1 << 16, 1);
        var high = OnnxTensor.Create(new float[1 << 16], 1, 1 << 16);
        Refuse("its result [65536, 65536] is too large", "Add", [wide, high]);
        Refuse("its result [65536, 65536] is too large", "MatMul", [wide, high]);
    }

    private static void Refuse(string problem, string op, OnnxTensor[] inputs, params (int, object)[] attributes) =>
        Assert.Contains(problem, Assert.Throws<OnnxException>(() => Run(13, op, inputs, attributes)).Problem, StringComparison.Ordinal);
}
