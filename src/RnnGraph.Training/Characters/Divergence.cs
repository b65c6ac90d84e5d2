using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Finds where the first value that is not finite stands. Runs only when something went wrong, so it may be slow.</summary>
internal static class Divergence
{
    /// <summary>The error for a loss that is not finite: in a parameter, or else the logits.</summary>
    public static TrainingDivergedException InForward(long step, double loss, CharModel model)
    {
        var parameters = model.Network.Parameters;
        var tensor = FirstBad(parameters, parameters.Names, parameters.Read) ?? model.Network.Signature.Outputs[0].Name;
        return new(step, tensor, $"the loss is {(double.IsNaN(loss) ? "not a number" : "infinite")}");
    }

    /// <summary>The error for gradients whose norm is not finite.</summary>
    public static TrainingDivergedException InGradients(long step, CharModel model, Gradients<float> gradients)
    {
        // backwards: gradients are computed from the head down
        var parameters = model.Network.Parameters;
        var tensor = FirstBad(parameters, parameters.Names.Reverse(), gradients.Read)
            ?? throw new InvalidOperationException("The norm of the gradients is not finite, though they all are.");
        return new(step, tensor, "the gradient is not finite");
    }

    private static string? FirstBad(ParameterSet<float> parameters, IEnumerable<string> names, ReadNamed read)
    {
        foreach (var name in names)
        {
            var values = new float[parameters[name].Size];
            read(name, values);
            if (!TensorPrimitives.IsFiniteAll<float>(values))
                return name;
        }

        return null;
    }
}

/// <summary>Copies a named tensor's values out, row-major.</summary>
internal delegate void ReadNamed(string name, Span<float> values);
