using RnnGraph.Generators.Models;

namespace RnnGraph.Generators.Remembering;

/// <summary>What reading a class gave, and what it hangs on, in text and numbers: what all files declare, and the very files of whose bodies something was read.</summary>
internal sealed class RememberedReading
{
    private readonly string _declarations;
    private readonly IReadOnlyList<long> _trees;

    public RememberedReading(string declarations, IReadOnlyList<long> trees, ClassReading? reading)
    {
        _declarations = declarations;
        _trees = trees;
        Reading = reading;
    }

    /// <summary>The reading; null when the declaration turned out not to be a cell's or a network's.</summary>
    public ClassReading? Reading { get; }

    /// <summary>Whether reading it in another program would give the same.</summary>
    public bool HoldsIn(ProgramFacts program) => _declarations == program.Declarations && _trees.All(program.Has);
}
