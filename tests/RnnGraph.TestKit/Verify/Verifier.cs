using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares what a test made with the verified file beside it. The part of Verify's own entry point that our tests use.</summary>
public static class Verifier
{
    /// <summary>Verifies the contents that the settings append.</summary>
    public static SettingsTask Verify(VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start([], settings, sourceFile);

    /// <summary>Verifies a text; its file ends in <c>.txt</c>.</summary>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start([new Target("txt", target ?? "null")], settings, sourceFile);

    /// <summary>Verifies a text whose file ends in <paramref name="extension"/> (without a dot).</summary>
    public static SettingsTask Verify(string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start([new Target(extension, target ?? "null")], settings, sourceFile);

    /// <summary>Verifies one named or unnamed part.</summary>
    public static SettingsTask Verify(Target target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start([target], settings, sourceFile);

    /// <summary>Verifies several parts, a file each; a part's name follows <c>#</c> in its file's name.</summary>
    public static SettingsTask Verify(IEnumerable<Target> targets, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start([.. targets], settings, sourceFile);

    private static SettingsTask Start(IReadOnlyList<Target> targets, VerifySettings? settings, string sourceFile)
    {
        var test = UsesVerifyAttribute.RunningTest;
        return new SettingsTask(settings, final => SnapshotComparison.Run(targets, final, test, sourceFile));
    }
}
