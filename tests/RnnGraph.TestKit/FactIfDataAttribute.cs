using Xunit;

namespace RnnGraph.TestKit;

/// <summary>A fact over files of <see cref="SharedData"/>; skipped, saying which are missing, where they are absent.</summary>
public sealed class FactIfDataAttribute : FactAttribute
{
    /// <summary>Names the files that the test reads.</summary>
    public FactIfDataAttribute(params string[] files)
    {
        if (SharedData.Absence(files) is { } absence)
            Skip = absence;
    }
}
