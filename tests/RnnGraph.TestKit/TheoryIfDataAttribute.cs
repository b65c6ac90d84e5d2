using Xunit;

namespace RnnGraph.TestKit;

/// <summary>A theory over files of <see cref="SharedData"/>; skipped, saying which are missing, where they are absent.</summary>
public sealed class TheoryIfDataAttribute : TheoryAttribute
{
    /// <summary>Names the files that the test reads.</summary>
    public TheoryIfDataAttribute(params string[] files)
    {
        if (SharedData.Absence(files) is { } absence)
            Skip = absence;
    }
}
