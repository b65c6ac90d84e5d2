namespace RnnGraph.Training;

/// <summary>How the learning rate goes: a factor for each update, with which the optimiser's initial rate is multiplied.</summary>
public interface ISchedule
{
    /// <summary>What it is, with its constants: what a resumed run must have in common with the stopped one.</summary>
    string Description { get; }

    /// <summary>What it has learnt from the losses it was told, as numbers that a checkpoint holds; empty if its factors hang on the update alone.</summary>
    IReadOnlyList<double> State { get; }

    /// <summary>The factor of an update.</summary>
    /// <param name="update">How many updates were made before, from 0.</param>
    double Factor(long update);

    /// <summary>Tells the loss on held-out data, after each time it was measured.</summary>
    /// <param name="loss">Smaller is better.</param>
    void Observe(double loss);

    /// <summary>Goes on from the <see cref="State"/> of a schedule with the same <see cref="Description"/>.</summary>
    /// <exception cref="ArgumentException">There is another count of numbers than it has.</exception>
    void Resume(IReadOnlyList<double> state);
}
