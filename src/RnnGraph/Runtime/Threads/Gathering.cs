namespace RnnGraph.Runtime.Threads;

/// <summary>A point that all threads of a run reach before any goes on.</summary>
internal sealed class Gathering
{
    private readonly WaitPoint _passed = new();
    private int _threads = 1;
    private int _arrived;
    private int _round;
    private int _late;

    /// <summary>How often, since <see cref="Reset"/>, a thread waited so long that it was parked: another program has its processor, or a thread's.</summary>
    public int Late => Volatile.Read(ref _late);

    /// <summary>Sets the number of threads, before they start.</summary>
    public void Reset(int threads)
    {
        _threads = threads;
        Volatile.Write(ref _arrived, 0);
        Volatile.Write(ref _late, 0);
    }

    /// <summary>Arrives and waits for the others.</summary>
    public void Arrive()
    {
        if (_threads == 1)
            return;

        // Read before arriving: afterwards the last thread may start the next round.
        var next = Volatile.Read(ref _round) + 1;
        if (Interlocked.Increment(ref _arrived) == _threads)
        {
            Volatile.Write(ref _arrived, 0);
            Volatile.Write(ref _round, next);
            _passed.Set(next);
        }
        else if (!_passed.Wait(next))
        {
            Interlocked.Increment(ref _late);
        }
    }
}
