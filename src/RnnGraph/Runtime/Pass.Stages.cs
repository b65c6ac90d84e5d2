using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <content>
/// Stages, each of a scan and what comes before it. Threads that share rows wait for one another at every step of a scan; of several scans each team of them takes some instead, and waits
/// at a block of steps, or at the end alone. All other runs go through one stage after another. The results have the same bits.
/// </content>
public unsafe ref partial struct Pass<T>
{
    // A team begins when the one before it has done its first block: of few steps, so that it doesn't wait long, but of enough for a product to take some together; of many steps a thirty-second is few.
    private const int LeastStageSteps = 8;
    private const int MostStageSteps = 64;
    private const int Blocks = 32;

    /// <summary>At the first call, that the stages follow, of which none waits for another; at the second, that they are done, and all threads are one team again.</summary>
    /// <param name="stages">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Beside(int stages)
    {
        if (_stages > 0)
            return LeaveStages();
        EnterStages(stages, isBehind: false);
        return true;
    }

    /// <summary>
    /// Narrows <see cref="Begin"/> and <see cref="End"/> to the next block of steps of the stages that follow, each of which needs of a step what the one before it gives. After the last
    /// block they are as before, and the answer is no. There is but one block where no team follows another.
    /// </summary>
    /// <param name="stages">How many.</param>
    /// <param name="downwards">Whether they go from the last step to the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Behind(int stages, bool downwards = false)
    {
        var isFirst = _stages == 0;
        if (isFirst)
            EnterStages(stages, isBehind: true);
        if (_teams == 1)
            return isFirst || LeaveStages();
        if (isFirst)
            (Begin, End) = downwards ? (End, End) : (Begin, Begin);
        else
            TellBlock();
        var steps = _workspace.Division.StageSteps > 0 ? _workspace.Division.StageSteps : Math.Clamp((_stagesEnd - _stagesBegin) / Blocks, LeastStageSteps, MostStageSteps);
        (Begin, End) = downwards ? (Math.Max(_stagesBegin, Begin - steps), Begin) : (End, Math.Min(_stagesEnd, End + steps));
        return Begin < End || LeaveStages();
    }

    /// <summary>Whether this thread goes through a stage. Where the stage follows that of another team, waits until that has done the block.</summary>
    /// <param name="stage">Which of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly bool Takes(int stage)
    {
        if (_teams == 1)
            return true;
        if (stage * _teams / _stages != _team)
            return false;
        if (_isBehind && _team > 0)
            _workspace.Division.Teams.Await(_team - 1, _blocksDone + 1);
        return true;
    }

    /// <summary>Divides the threads in teams.</summary>
    private void EnterStages(int stages, bool isBehind)
    {
        (_stages, _isBehind, _blocksDone) = (stages, isBehind, 0);
        (_stagesBegin, _stagesEnd) = (Begin, End);
        _teams = isBehind ? _workspace.Division.TeamsBehind(stages, End - Begin) : _workspace.Division.TeamsBeside(stages);
        if (_teams == 1)
            return;
        var teams = _workspace.Division.Teams;
        teams.Divide(_thread, _teams);
        for (_team = 0; teams.FirstOf(_team + 1, _teams) <= _thread;)
            _team++;
        _member = _thread - teams.FirstOf(_team, _teams);
        _members = teams.FirstOf(_team + 1, _teams) - teams.FirstOf(_team, _teams);
        _gathering = teams[_team];
        _sharesRows = _members > 1;
    }

    /// <summary>Tells the team that follows that a block is done.</summary>
    private void TellBlock()
    {
        _blocksDone++;
        _gathering.Arrive();
        if (_member == 0)
            _workspace.Division.Teams.Tell(_team, _blocksDone);
    }

    /// <summary>Goes on with all threads in one team.</summary>
    /// <returns>That there is no further block.</returns>
    private bool LeaveStages()
    {
        _stages = 0;
        (Begin, End) = (_stagesBegin, _stagesEnd);
        if (_teams > 1)
            _workspace.Division.Teams.Unite();
        JoinAll();
        return false;
    }

    /// <summary>All threads of the run are one team.</summary>
    private void JoinAll() => (_gathering, _member, _members, _sharesRows) = (_workspace.Division.Gathering, _thread, _workspace.Division.Threads, _workspace.Division.SharesRows);
}
