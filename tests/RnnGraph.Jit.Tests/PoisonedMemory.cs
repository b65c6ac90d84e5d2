using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph.Jit.Tests;

/// <summary>Fills every fresh workspace of this assembly's tests with NaN, so that a value read before it is written spoils the result of whatever test reads it.</summary>
internal static class PoisonedMemory
{
    [ModuleInitializer]
    internal static void Turn_on() => WorkspaceFill.WithNaN = true;
}
