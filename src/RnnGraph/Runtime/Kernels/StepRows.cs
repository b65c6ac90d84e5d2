namespace RnnGraph.Runtime.Kernels;

/// <summary>Rows of some steps.</summary>
/// <param name="first">The first row of the first step.</param>
/// <param name="row">From one row to the next.</param>
/// <param name="step">From one step to the next.</param>
internal readonly unsafe struct StepRows<T>(T* first, nint row, nint step)
    where T : unmanaged
{
    public T* First { get; } = first;

    public nint Row { get; } = row;

    public nint Step { get; } = step;

    /// <summary>Those from a step and a row on.</summary>
    public StepRows<T> From(int step, int row) => new(First + (step * Step) + (row * Row), Row, Step);
}
