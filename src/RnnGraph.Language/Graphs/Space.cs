namespace RnnGraph.Graphs;

/// <summary>How many values a node has in one run: the axes it varies over beside its own shape.</summary>
public enum Space
{
    /// <summary>One value for the run: parameters, constants and what is computed from them alone.</summary>
    Parameter,

    /// <summary>One value per sequence of the batch, <c>[B, F]</c>. Inside the body of a scan: the value at the current step.</summary>
    Sequence,

    /// <summary>One value per time step and sequence, <c>[T, B, F]</c>. Never inside the body of a scan.</summary>
    Step,
}
