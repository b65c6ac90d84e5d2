using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Threads;

/// <summary>
/// How the threads of a run divide its work. Each takes rows of its own where there are chunks of them for all. Otherwise they share the rows: each takes some panels of every value, and they
/// wait for one another at every call, or, of stages that may run beside one another, each takes some. What is chosen changes no bit of the results.
/// </summary>
internal sealed class Division<T>(CellTables<T> tables, AxisRun[] axes, SlotMemory<T> memory, int batch, int threads)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A stage of which a team has all weights reads them from its second-level cache up to here; beyond, the threads have more cache when they divide the panels.
    private const int MostStageBytes = 1 << 20;

    // A team that follows another waits at its first block, and at its last for the slower one. Up to so many multiply-adds of a stage's step, waiting at every step takes longer.
    private const int MostFollowed = 1 << 16;
    private const int LeastFollowedSteps = 32;

    // Multiply-adds that are worth the fifty microseconds that a sleeping thread takes to come.
    private const int LeastRunWork = 1 << 20;

    // The same of a backward run, for a thread without rows: it has weight gradients alone, and waits for all else.
    private const int LeastGradientWork = 1 << 22;

    private readonly RunsAlone _runsAlone = new();
    private bool _mayShareRows;

    /// <summary>How many threads the present run has.</summary>
    public int Threads { get; private set; } = 1;

    /// <summary>Whether the threads of the present run work on the same rows; otherwise each has rows of its own, or none.</summary>
    public bool SharesRows { get; private set; }

    /// <summary>Where all threads of the run meet.</summary>
    public Gathering Gathering { get; } = new();

    /// <summary>Teams of these threads.</summary>
    public StageTeams Teams { get; } = new(threads);

    /// <summary>
    /// The multiply-adds of a step for each thread from which on threads share rows: less than a microsecond of work isn't worth waiting for others twice.
    /// </summary>
    public long LeastShare { get; set; } = 1 << 15;

    /// <summary>Most teams.</summary>
    public int MostTeams { get; set; } = int.MaxValue;

    /// <summary>The steps of every block by which a stage follows another, in the place of what the run asks for; 0 for that.</summary>
    public int StageSteps { get; set; }

    private long StepWork => tables.MultiplyAdds * batch;

    private long RunWork => StepWork * axes[0].Longest;

    private bool IsWorthStages => tables.Plan.Stages > 1 && MostTeams > 1 && RunWork >= LeastRunWork && Math.Min(axes[0].Longest, memory.ChunkSteps) >= LeastFollowedSteps;

    /// <summary>Decides on the next run.</summary>
    /// <param name="backwards">Whether it is one that adds up weight gradients, each thread some, whosever the rows are.</param>
    /// <returns>How many threads it has work for.</returns>
    public int Decide(bool backwards)
    {
        var chunks = RowChunks.Count(batch);
        var shares = LeastShare == 0 ? threads : StepWork / LeastShare;
        var sharing = Math.Min(threads, Math.Max(shares, IsWorthStages ? tables.Plan.Stages : 0));

        // Few more threads than chunks gain less than waiting costs, unless each has a share.
        _mayShareRows = sharing > chunks && (shares >= threads || sharing >= 2 * chunks) && !_runsAlone.Take();
        var wanted = Math.Max(_mayShareRows ? sharing : chunks, backwards ? RunWork / LeastGradientWork : 0);
        return (int)Math.Min(threads, wanted);
    }

    /// <summary>Takes the threads that the run was given.</summary>
    public void Begin(int count)
    {
        Threads = count;
        SharesRows = _mayShareRows && RowChunks.Count(batch) < count;
        Gathering.Reset(count);
        Teams.Reset(count);
    }

    /// <summary>After the run.</summary>
    public void End()
    {
        if (SharesRows && LeastShare > 0)
            _runsAlone.Follow(Gathering.Late + Teams.Late);
        _mayShareRows = false;
        Begin(1);
    }

    /// <summary>How many teams the threads make for some stages of which none waits for another.</summary>
    public int TeamsBeside(int stages) => SharesRows && tables.MultiplyAdds / stages * Unsafe.SizeOf<T>() <= MostStageBytes ? TeamsOf(stages) : 1;

    /// <summary>How many teams the threads make for some stages of which each follows the one before it.</summary>
    public int TeamsBehind(int stages, int steps) => SharesRows && (StageSteps > 0 || (StepWork / stages <= MostFollowed && steps >= LeastFollowedSteps)) ? TeamsOf(stages) : 1;

    private int TeamsOf(int stages)
    {
        // The team with the most stages for its threads decides. Where a step is worth sharing, that is better than a quarter more than an even part of the work.
        var teams = Math.Min(Math.Min(stages, MostTeams), Threads);
        var slowest = (double)((stages + teams - 1) / teams) / (Threads / teams);
        return StepWork < LeastShare * Threads || LeastShare == 0 || slowest <= 1.25 * stages / Threads ? teams : 1;
    }
}
