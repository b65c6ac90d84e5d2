namespace RnnGraph.TestKit;

/// <summary>Where the checkout is that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>RnnGraph.sln</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests do not run from inside a checkout.</exception>
    public static string Root { get; } = Ancestors()
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "RnnGraph.sln")))
        ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds RnnGraph.sln.");

    /// <summary>A path inside the checkout.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The folder of the running tests and every folder above it, innermost first.</summary>
    internal static IEnumerable<string> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
