namespace RnnGraph.Training;

/// <summary>The best learning rate of a compared network is the least or greatest that was tried. The test data weren't read, and runs are kept: with more rates only those run.</summary>
public sealed class RatesTooNarrowException : InvalidOperationException
{
    internal RatesTooNarrowException(IReadOnlyList<(string Network, double Rate)> atEnd)
        : base($"the best learning rate is at an end of those tried: {string.Join(", ", atEnd.Select(at => FormattableString.Invariant($"{at.Network} {at.Rate}")))}; more beyond it may be better, and the test data weren't read yet")
    {
    }
}
