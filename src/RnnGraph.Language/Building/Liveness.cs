using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>What results depend on.</summary>
internal static class Liveness
{
    /// <summary>Every draft that a result of a complete recording depends on, itself included.</summary>
    public static HashSet<Draft> Of(CellRecording recording) => Of(RecordedResults.Of(recording).Select(result => result.Value));

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
                foreach (var dependency in draft.Dependencies)
                {
                    open.Push(dependency);
                }
            }
        }

        return live;
    }
}
