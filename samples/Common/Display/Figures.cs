using RnnGraph.Training;

namespace Samples.Display;

/// <summary>Where a run stands, as a display shows it.</summary>
/// <param name="Step">Steps taken since the run's beginning.</param>
/// <param name="Loss">The training loss of the last.</param>
/// <param name="Curve">The losses measured so far.</param>
/// <param name="PerSecond">What is counted in <see cref="Wording.Counted"/>, per second of training.</param>
public readonly record struct Figures(int Step, double Loss, LossCurve Curve, double PerSecond);
