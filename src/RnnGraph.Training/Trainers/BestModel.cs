using System.Numerics;

namespace RnnGraph.Training;

/// <summary>The parameters with which the loss was least, and how long ago that was.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BestModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T> network;

    internal BestModel(ITrainable<T> network)
    {
        this.network = network;
        Values = network.CreateGradients(); // room laid out like the parameters
    }

    /// <summary>The least loss that was measured; infinity before the first.</summary>
    public double Loss { get; private set; } = double.PositiveInfinity;

    /// <summary>Updates made before it was measured; 0 before the first.</summary>
    public int Updates { get; private set; }

    /// <summary>Measurements since.</summary>
    public int MeasuredSince { get; private set; }

    /// <summary>The parameters of then, by name; zeros before the first measurement.</summary>
    internal Gradients<T> Values { get; }

    /// <summary>Puts the parameters of then into the network.</summary>
    /// <exception cref="InvalidOperationException">Nothing was measured yet.</exception>
    public void Restore()
    {
        if (double.IsPositiveInfinity(Loss))
            throw new InvalidOperationException("Expected a loss that was measured, given none: the trainer's settings say when (MeasureEvery).");
        network.Parameters.Update(Values, static (values, best) => best.Values.CopyTo(values));
    }

    internal void Observe(double loss, int updates)
    {
        if (loss < Loss)
        {
            network.Parameters.Values.CopyTo(Values.Values);
            Resume(loss, updates, 0);
        }
        else
        {
            MeasuredSince++;
        }
    }

    internal void Resume(double loss, int updates, int measuredSince) => (Loss, Updates, MeasuredSince) = (loss, updates, measuredSince);
}
