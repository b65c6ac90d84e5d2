namespace RnnGraph.Training.Tests.Data;

/// <summary>What a test sees of a source's batches: a network that gives back what it reads.</summary>
internal static class Batches
{
    /// <summary>The lengths of some batches, without leftover rows.</summary>
    public static List<int> Lengths(IBatchSource<float> source, MirrorMusic network, int batches)
    {
        var lengths = new List<int>();
        for (var i = 0; i < batches; i++)
            lengths.AddRange(Read(source, network).Lengths.Where(length => length > 0));
        return lengths;
    }

    /// <summary>The next batch: for each row its frames of inputs and of targets, and its length.</summary>
    public static (float[] Inputs, float[] Targets, int[] Lengths) Read(IBatchSource<float> source, MirrorMusic network)
    {
        source.Next();
        var workspace = network.CreateWorkspace(source.Steps, source.Rows, Mode.Evaluate);
        var size = workspace.Steps * source.Rows * network.Signature.Inputs[0].Features;
        var (inputs, targets, steps) = (new float[size], new float[size], new float[workspace.Steps * source.Rows]);
        network.Forward(workspace, source.Inputs, new Outputs<float>(inputs, targets, steps), null, source.Lengths);
        var lengths = Enumerable.Range(0, source.Rows).Select(row => Enumerable.Range(0, workspace.Steps).Count(step => steps[(step * source.Rows) + row] == 1)).ToArray();
        return (inputs, targets, lengths);
    }
}
