namespace RnnGraph.Runtime.Threads;

/// <summary>One leased thread: does a piece of work, says so, and waits for the next, spinning for a bounded time before it parks.</summary>
internal sealed class Worker
{
    private readonly WaitPoint _given = new();
    private readonly WaitPoint _done = new();
    private ITeamWork? _work;
    private int _index;
    private Exception? _failure;
    private int _round;

    public Worker()
    {
        new Thread(Loop) { IsBackground = true, Name = "RnnGraph" }.Start();
    }

    /// <summary>Starts a piece of work.</summary>
    public void Give(ITeamWork work, int index)
    {
        _work = work;
        _index = index;
        _given.Set(++_round);
    }

    /// <summary>Waits until the piece is done; returns what it threw, if anything.</summary>
    public Exception? Join()
    {
        _done.Wait(_round);
        _work = null;
        return _failure;
    }

    private void Loop()
    {
        for (var round = 1; ; round++)
        {
            _given.Wait(round);
            _failure = null;
            try
            {
                _work!.Execute(_index);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Carried over to the thread that owns the run, which throws it there.
                _failure = failure;
            }

            _done.Set(round);
        }
    }
}
