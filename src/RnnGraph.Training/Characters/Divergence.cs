using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Finds where the first value that is not finite stands. Runs only when something went wrong, so it may be slow.</summary>
internal static class Divergence
{
    /// <summary>The error for a loss that is not finite: in a parameter, a layer's output, or else the logits.</summary>
    public static TrainingDivergedException InForward(long step, double loss, CharModel model, CharRun run)
    {
        for (var index = 0; index < model.Parts.Count; index++)
        {
            var (prefix, cell) = model.Parts[index];
            if (FirstBad(cell, (name, values) => cell.Parameters.Read(name, values)) is { } name)
                return Error(prefix + name);
            if (index < model.Layers.Count && !TensorPrimitives.IsFiniteAll<float>(run.Outputs[index]))
                return Error(prefix + cell.Signature.Outputs[0].Name);
        }

        return Error("head.logits");

        TrainingDivergedException Error(string tensor) => new(step, tensor, $"the loss is {(double.IsNaN(loss) ? "not a number" : "infinite")}");
    }

    /// <summary>The error for gradients whose norm is not finite.</summary>
    public static TrainingDivergedException InGradients(long step, CharModel model, IReadOnlyList<Gradients<float>> gradients)
    {
        // backwards: gradients are computed from the head down
        for (var index = model.Parts.Count - 1; index >= 0; index--)
        {
            var (prefix, cell) = model.Parts[index];
            if (FirstBad(cell, gradients[index].Read) is { } name)
                return new(step, prefix + name, "the gradient is not finite");
        }

        throw new InvalidOperationException("The norm of the gradients is not finite, though they all are.");
    }

    private static string? FirstBad(ITrainable<float> cell, ReadNamed read)
    {
        foreach (var parameter in cell.Parameters)
        {
            var values = new float[parameter.Size];
            read(parameter.Name, values);
            if (!TensorPrimitives.IsFiniteAll<float>(values))
                return parameter.Name;
        }

        return null;
    }
}

/// <summary>Copies a named tensor's values out, row-major.</summary>
internal delegate void ReadNamed(string name, Span<float> values);
