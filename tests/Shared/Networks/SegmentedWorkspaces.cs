using System.Numerics;

namespace RnnGraph.Tests.Shared;

/// <summary>Training workspaces of one shape in less and less memory.</summary>
internal static class SegmentedWorkspaces
{
    /// <summary>
    /// Every number of segments that saves memory over the one before: first all steps at once, last the least memory in which a run fits. A model that can't be cut has the first alone.
    /// </summary>
    public static IEnumerable<Workspace<T>> Of<T>(IRecurrent<T> model, Steps steps, int batch, int threads = 1, bool taps = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var workspace = model.CreateWorkspace(steps, batch, Mode.Train, threads, taps); workspace is not null;)
        {
            yield return workspace;
            var memory = workspace.Bytes - 1;
            var less = Less(model, steps, batch, threads, taps, memory, workspace.Bytes);
            if (less is not null)
            {
                Assert.InRange(less.Bytes, 1, memory);
                Assert.InRange(less.SegmentSteps, 1, workspace.SegmentSteps - 1);
            }

            workspace = less;
        }
    }

    /// <summary>The least memory in which a run fits.</summary>
    public static Workspace<T> Least<T>(IRecurrent<T> model, Steps steps, int batch, int threads = 1, bool taps = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(model, steps, batch, threads, taps).Last();

    private static Workspace<T>? Less<T>(IRecurrent<T> model, Steps steps, int batch, int threads, bool taps, long memory, long least)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            return model.CreateWorkspace(steps, batch, Mode.Train, threads, taps, memory);
        }
        catch (ArgumentOutOfRangeException error)
        {
            Assert.Equal("memory", error.ParamName);
            Assert.Contains(FormattableString.Invariant($"{least} bytes"), error.Message, StringComparison.Ordinal);
            return null;
        }
    }
}
