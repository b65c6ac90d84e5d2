namespace RnnGraph.Runtime.Threads;

/// <summary>
/// Threads that share rows wait for one another at every step. Where other programs have the processors, a run with many late arrivals is followed by some runs on one thread, and, as long as
/// the next one that is tried goes no better, by twice as many each time: a run that waits may take ten times as long as one alone.
/// </summary>
internal sealed class RunsAlone
{
    private const int MostLate = 4;
    private const int Fewest = 15;
    private const int Most = 240;

    private int _left;
    private int _next = Fewest;

    /// <summary>After a run in which threads shared rows, with so many late arrivals.</summary>
    public void Follow(int late)
    {
        if (late > MostLate)
            (_left, _next) = (_next, Math.Min(2 * _next, Most));
        else
            _next = Fewest;
    }

    /// <summary>Whether the next run is to be done alone; it then counts as done.</summary>
    public bool Take()
    {
        if (_left == 0)
            return false;
        _left--;
        return true;
    }
}
