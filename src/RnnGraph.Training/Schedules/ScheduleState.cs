namespace RnnGraph.Training;

/// <summary>What all schedules check when a run resumes.</summary>
internal static class ScheduleState
{
    public static void Check(string schedule, int expected, IReadOnlyList<double> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Count != expected)
            throw new ArgumentException($"Expected {expected} numbers as the state of the schedule '{schedule}', given {state.Count}.", nameof(state));
    }
}
