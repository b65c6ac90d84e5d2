using System.Diagnostics;

namespace RnnGraph.Tool.Sources;

/// <summary>Builds a project with the SDK on the path, in release mode.</summary>
internal static class ProjectBuild
{
    /// <summary>Builds, and returns the path of the assembly.</summary>
    /// <param name="project">A project file, or a folder with one.</param>
    public static string Run(string project)
    {
        var file = FileOf(project);
        var (built, log) = Dotnet("build", file, "-c", "Release", "-nologo", "-v", "quiet");
        if (!built)
            throw new ToolException($"PROJECT: {file} doesn't build: {string.Join(" | ", log.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct().Take(5).Select(line => line.Trim()))}");
        var (asked, path) = Dotnet("msbuild", file, "-getProperty:TargetPath", "-p:Configuration=Release");
        path = path.Trim();
        return asked && File.Exists(path) ? path : throw new ToolException($"PROJECT: expected a project of one target framework; {file} has no single output");
    }

    private static string FileOf(string project)
    {
        if (!Directory.Exists(project))
            return project;
        var files = Directory.GetFiles(project, "*.csproj");
        return files.Length == 1 ? files[0] : throw new ToolException($"PROJECT: expected a folder with one .csproj; {project} has {files.Length}");
    }

    private static (bool Succeeded, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start) ?? throw new ToolException("dotnet did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, output);
    }
}
