using RnnGraph.Training;

namespace Samples;

/// <summary>Errors of what an option asked for begin with its name: a file may have been named by default, and a text may be one of two.</summary>
public static class OptionErrors
{
    /// <summary>Runs <paramref name="action"/>; its errors about files and characters name the option.</summary>
    public static void Name(string option, Action action) => Name(option, () =>
    {
        action();
        return true;
    });

    /// <summary>The result of <paramref name="action"/>; its errors about files and characters name the option.</summary>
    public static T Name<T>(string option, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UnknownCharacterException error)
        {
            throw new ArgumentException($"{option}: {error.Message}", nameof(option), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new IOException($"{option}: {error.Message}", error);
        }
    }

    /// <summary>Sees to it that a file can be written, before a long run and not after it.</summary>
    /// <param name="file">The file, or null if none is wanted.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="IOException">It is a folder, or its folder is missing.</exception>
    public static void CheckFolder(string? file, string option)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file ?? "."));
        if (file is not null && (Directory.Exists(file) || !Directory.Exists(folder)))
            throw new IOException($"{option}: expected a file in a folder that exists, given {file}");
    }

    /// <summary>Sees to it that there are data.</summary>
    /// <param name="file">What <c>--data</c> names, or null.</param>
    /// <param name="what">What is expected there.</param>
    /// <param name="origin">Where such data come from.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">None is named.</exception>
    /// <exception cref="IOException">It is missing.</exception>
    public static string CheckData(string? file, string what, string origin)
    {
        if (file is null)
            throw new ArgumentException($"--data: expected {what}, given none; {origin}", nameof(file));
        return File.Exists(file) ? file : throw new IOException($"--data: {file}: expected {what}, there is no such file; {origin}");
    }
}
