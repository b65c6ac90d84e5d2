using System.Reflection;
using System.Text;
using DiffEngine;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares the parts of one snapshot with their verified files, and leaves received files for those that differ.</summary>
internal static class SnapshotComparison
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<VerifyResult> Run(IReadOnlyList<Target> given, VerifySettings settings, MethodInfo test, string sourceFile)
    {
        List<Target> targets = [.. given, .. settings.Appended];
        if (targets.Count == 0)
            throw new ArgumentException("There is nothing to verify: no target was given and none appended.", nameof(given));

        var folder = Path.Combine(Path.GetDirectoryName(sourceFile)!, settings.Directory ?? "");
        Directory.CreateDirectory(folder);
        var prefix = SnapshotName.Prefix(test, settings);
        var suffixes = SnapshotName.Suffixes(targets);
        List<string> verifiedFiles = [];
        List<string> faults = [];
        for (var index = 0; index < targets.Count; index++)
        {
            var path = Path.Combine(folder, prefix + suffixes[index]);
            var received = $"{path}.received.{targets[index].Extension}";
            var verified = $"{path}.verified.{targets[index].Extension}";
            verifiedFiles.Add(verified);
            if (await Compare(targets[index].StringData, received, verified).ConfigureAwait(false) is not { } fault)
                continue;
            faults.Add(fault);
            // DiffEngine itself stays quiet on build servers and where no diff tool is installed.
            if (settings.ShowsDiff)
                await DiffRunner.LaunchForTextAsync(received, verified, Utf8).ConfigureAwait(false);
        }

        faults.AddRange(Leftovers(folder, prefix, verifiedFiles).Select(file => $"  no longer made, delete it: {file}"));
        if (faults.Count > 0)
        {
            throw new VerifyException(
                $"Snapshot of {test.DeclaringType!.Name}.{test.Name} (in {folder}):\n{string.Join('\n', faults)}\n"
                + "If what was received is right, accept all received files with scripts/accept-snapshots.sh.");
        }

        return new VerifyResult(verifiedFiles);
    }

    /// <summary>Null when the text is the verified one; else what is wrong, the text being left in the received file.</summary>
    private static async Task<string?> Compare(string text, string received, string verified)
    {
        var actual = Normalize(text);
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified).ConfigureAwait(false)) : null;
        if (string.Equals(actual, expected, StringComparison.Ordinal))
        {
            DiffRunner.Kill(received, verified);
            File.Delete(received);
            return null;
        }

        await File.WriteAllTextAsync(received, actual, Utf8).ConfigureAwait(false);
        return expected is null ? $"  new: {Path.GetFileName(received)}" : $"  differs: {Path.GetFileName(received)}\n{FirstDifference(actual, expected)}";
    }

    private static string FirstDifference(string actual, string expected)
    {
        var (received, verified) = (actual.Split('\n'), expected.Split('\n'));
        var line = 0;
        while (line < received.Length && line < verified.Length && string.Equals(received[line], verified[line], StringComparison.Ordinal))
            line++;
        return $"    line {line + 1} verified: {At(verified, line)}\n    line {line + 1} received: {At(received, line)}";
    }

    private static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "(end)";

    /// <summary>Verified files of this test, under this very prefix, that no part was compared with.</summary>
    private static IEnumerable<string> Leftovers(string folder, string prefix, List<string> verifiedFiles) =>
        Directory.EnumerateFiles(folder, "*.verified.*")
            .Where(file => Belongs(Path.GetFileName(file), prefix) && !verifiedFiles.Contains(file, StringComparer.Ordinal))
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);

    private static bool Belongs(string file, string prefix) =>
        file.StartsWith(prefix + ".verified.", StringComparison.Ordinal) || file.StartsWith(prefix + "#", StringComparison.Ordinal);

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
