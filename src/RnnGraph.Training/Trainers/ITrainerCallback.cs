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

    /// <summary>Before a checkpoint is written: what is to be there when the run goes on belongs into <see cref="Trainer{T}.Notes"/>.</summary>
    void Saving(Trainer<T> trainer)
    {
    }

    /// <summary>After a checkpoint was loaded, with the <see cref="Trainer{T}.Notes"/> that it holds.</summary>
    void Loaded(Trainer<T> trainer)
    {
    }
}
