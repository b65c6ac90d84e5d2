namespace VerifyTests;

/// <summary>What a verification that passed compared.</summary>
public sealed class VerifyResult
{
    internal VerifyResult(IReadOnlyList<string> files) => Files = files;

    /// <summary>The verified files.</summary>
    public IReadOnlyList<string> Files { get; }
}
