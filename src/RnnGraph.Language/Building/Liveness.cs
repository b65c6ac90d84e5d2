using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>What results depend on.</summary>
internal static class Liveness
{
    /// <summary>Every draft that a next state, output or tap depends on, itself included.</summary>
    public static HashSet<Draft> Of(CellRecording cell) => Of(Roots(cell));

    /// <summary>Every draft that one of <paramref name="roots"/> depends on, themselves included.</summary>
    public static HashSet<Draft> Of(IEnumerable<Draft> roots)
    {
        var live = new HashSet<Draft>();
        var open = new Stack<Draft>(roots);
        while (open.Count > 0)
        {
            var draft = open.Pop();
            if (live.Add(draft))
            {
                foreach (var operand in draft.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return live;
    }

    private static IEnumerable<Draft> Roots(CellRecording cell)
        => cell.States.Where(state => state.NextHandle is not null).Select(state => state.NextHandle!.Draft)
            .Concat(cell.Outputs.Select(output => output.Draft))
            .Concat(cell.Taps.Select(tap => tap.Draft));
}
