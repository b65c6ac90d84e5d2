using System.Diagnostics;

namespace RnnGraph.Runtime.Threads;

/// <summary>
/// Divides the threads of a run in teams, each of which takes some of the stages that may run beside one another. The stages of a team follow those of the one before it, if they do, a block
/// of steps behind.
/// </summary>
internal sealed class StageTeams(int threads)
{
    // Teams wait for one another as their stages are of more work or of less, but not as long as for a thread that another program keeps from its processor.
    private static readonly long LongWait = Stopwatch.Frequency / 1000;

    private readonly Gathering _all = new();
    private readonly Gathering[] _teams = [.. Enumerable.Range(0, threads).Select(_ => new Gathering())];
    private readonly WaitPoint[] _blocksDone = [.. Enumerable.Range(0, threads).Select(_ => new WaitPoint())];
    private int _threads = 1;
    private int _late;

    /// <summary>How often, since <see cref="Reset"/>, a thread waited so long within its team that it was parked, or a millisecond for the team before.</summary>
    public int Late
    {
        get
        {
            var late = Volatile.Read(ref _late);
            foreach (var team in _teams)
                late += team.Late;
            return late;
        }
    }

    /// <summary>Sets the number of threads, before they start.</summary>
    public void Reset(int count)
    {
        _threads = count;
        _all.Reset(count);
        foreach (var team in _teams)
            team.Reset(1);
        Volatile.Write(ref _late, 0);
    }

    /// <summary>The point at which a team meets.</summary>
    public Gathering this[int team] => _teams[team];

    /// <summary>Waits for all threads, and makes them so many teams.</summary>
    public void Divide(int thread, int teams)
    {
        _all.Arrive();
        for (var team = 0; thread == 0 && team < teams; team++)
        {
            Interlocked.Add(ref _late, _teams[team].Late);
            _teams[team].Reset(FirstOf(team + 1, teams) - FirstOf(team, teams));
            _blocksDone[team].Reset();
        }

        _all.Arrive();
    }

    /// <summary>Waits for all threads: they are one team again.</summary>
    public void Unite() => _all.Arrive();

    /// <summary>The first thread of a team.</summary>
    public int FirstOf(int team, int teams) => team * _threads / teams;

    /// <summary>After a block of steps, of which one thread of the team must tell.</summary>
    /// <param name="team">The team.</param>
    /// <param name="done">How many blocks are done.</param>
    public void Tell(int team, int done) => _blocksDone[team].Set(done);

    /// <summary>Waits until a team has done so many blocks.</summary>
    public void Await(int team, int done)
    {
        var start = Stopwatch.GetTimestamp();
        if (!_blocksDone[team].Wait(done) && Stopwatch.GetTimestamp() - start > LongWait)
            Interlocked.Increment(ref _late);
    }
}
