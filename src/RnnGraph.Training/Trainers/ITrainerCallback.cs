using System.Numerics;

namespace RnnGraph.Training;

/// <summary>What a program does as a run goes on, in the run's own thread: measure, draw, stop it (<see cref="Trainer{T}.Stop"/>).</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface ITrainerCallback<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>After each update.</summary>
    void Updated(Trainer<T> trainer)
    {
    }

    /// <summary>After each time the losses were measured; the last point of <see cref="Trainer{T}.Curve"/> is new.</summary>
    void Measured(Trainer<T> trainer)
    {
    }
}
