using System.Runtime.CompilerServices;
using VerifyTests;

namespace RnnGraph.TestKit;

/// <summary>Sets the real Verify up to write what the stand-in writes: UTF-8 without a byte order mark.</summary>
public static class RealVerify
{
    /// <summary>Called by the module's initialiser of this assembly.</summary>
    [ModuleInitializer]
    internal static void Initialize() => VerifierSettings.UseUtf8NoBom();
}
