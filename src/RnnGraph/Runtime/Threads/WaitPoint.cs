namespace RnnGraph.Runtime.Threads;

/// <summary>A number that grows, which threads wait for: first spinning for some microseconds, then parked.</summary>
internal sealed class WaitPoint
{
    // A few tens of microseconds: longer than the gaps within a run, short enough to leave the processor to others.
    private const int Spins = 2000;

    private readonly object _parking = new();
    private int _value;
    private int _parked;

    /// <summary>Sets the number and wakes whoever waits for it.</summary>
    public void Set(int value)
    {
        Volatile.Write(ref _value, value);

        // Between the write above and the read below stands a fence, as between the two of Wait: either this thread sees a parked one or that one sees the value.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _parked) == 0)
            return;
        lock (_parking)
            Monitor.PulseAll(_parking);
    }

    /// <summary>Sets the number back to 0, while nobody waits.</summary>
    public void Reset() => Volatile.Write(ref _value, 0);

    /// <summary>Waits until the number is <paramref name="value"/> or more; it may wrap around.</summary>
    /// <returns>Whether spinning was enough.</returns>
    public bool Wait(int value)
    {
        for (var spin = 0; spin < Spins; spin++)
        {
            if (Volatile.Read(ref _value) - value >= 0)
                return true;
            Thread.SpinWait(1);
        }

        lock (_parking)
        {
            Interlocked.Increment(ref _parked);
            while (Volatile.Read(ref _value) - value < 0)
                Monitor.Wait(_parking);
            Interlocked.Decrement(ref _parked);
        }

        return false;
    }
}
