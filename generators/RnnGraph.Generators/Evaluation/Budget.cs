using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// Bounds an evaluation, so that a loop or a recursion without an end becomes a diagnostic and not a compiler that hangs. An LSTM takes about three hundred
/// steps; a definition that unrolls a hundred layers of eight gates some thirty thousand.
/// </summary>
internal sealed class Budget
{
    /// <summary>How many operations one definition may evaluate.</summary>
    public const int MaximalSteps = 250_000;

    /// <summary>How deep calls may nest.</summary>
    public const int MaximalDepth = 100;

    /// <summary>How many elements an array, list or string may have: an order above what any definition needs.</summary>
    public const int MaximalLength = 1_000_000;

    private readonly Stack<LoopCount> _loops = new();
    private int _steps;

    public int Depth { get; set; }

    /// <summary>Counts one operation; false when the budget is spent.</summary>
    public bool TakeStep() => ++_steps <= MaximalSteps;

    public void EnterLoop(ILoopOperation loop) => _loops.Push(new LoopCount(loop));

    public void CountIteration() => _loops.Peek().Iterations++;

    public void LeaveLoop() => _loops.Pop();

    /// <summary>The running loop with the most iterations: the one that the budget went into.</summary>
    public LoopCount? BusiestLoop => _loops.OrderByDescending(l => l.Iterations).FirstOrDefault();

    internal sealed class LoopCount
    {
        public LoopCount(IOperation loop) => Loop = loop;

        public IOperation Loop { get; }

        public int Iterations { get; set; }
    }
}
