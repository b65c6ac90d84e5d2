namespace RnnGraph.Runtime.Threads;

/// <summary>Work that several threads do together, each its own part.</summary>
internal interface ITeamWork
{
    /// <summary>Does the part of thread <paramref name="thread"/>, 0 being the caller's.</summary>
    void Execute(int thread);
}

/// <summary>
/// Leases threads to one run at a time. The threads live as long as the process and are parked between runs; there are never more of them than the machine
/// has spare processors (but one at least), so a run may get fewer than it asked for, or none, and then does all work alone.
/// </summary>
internal static class Team
{
    private static readonly Lock Leasing = new();
    private static readonly Stack<Worker> Idle = new();
    private static int _made;

    /// <summary>How many threads there may be beside the callers'.</summary>
    internal static int MostWorkers { get; set; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Takes up to <paramref name="wanted"/> threads; returns how many were put in <paramref name="workers"/>.</summary>
    public static int Lease(Worker?[] workers, int wanted)
    {
        var count = 0;
        lock (Leasing)
        {
            while (count < wanted && (Idle.Count > 0 || _made < MostWorkers))
            {
                if (Idle.Count == 0)
                {
                    Idle.Push(new Worker());
                    _made++;
                }

                workers[count++] = Idle.Pop();
            }
        }

        return count;
    }

    /// <summary>Gives back the first <paramref name="count"/> threads.</summary>
    public static void Return(Worker?[] workers, int count)
    {
        lock (Leasing)
        {
            for (var i = 0; i < count; i++)
                Idle.Push(workers[i]!);
        }
    }
}
