namespace VerifyTests;

/// <summary>A snapshot is new, differs from its verified file, or is no longer made.</summary>
public sealed class VerifyException : Exception
{
    /// <summary>Makes the exception.</summary>
    public VerifyException(string message)
        : base(message)
    {
    }
}
