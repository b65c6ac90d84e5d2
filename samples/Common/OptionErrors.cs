using RnnGraph.Training;

namespace CharRnn;

/// <summary>Errors of what an option asked for begin with its name: a file may have been named by default, and a text may be one of two.</summary>
internal static class OptionErrors
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
}
