namespace Samples.Display;

/// <summary>What a display calls the figures of a run.</summary>
/// <param name="Unit">The unit of the losses, such as nats per character.</param>
/// <param name="Counted">What the speed counts, such as characters.</param>
public sealed record Wording(string Unit, string Counted);
