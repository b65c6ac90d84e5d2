using System.Runtime.CompilerServices;
using RnnGraph.Runtime;

namespace RnnGraph.Compiler.Tests;

/// <summary>In these tests fresh workspaces hold NaN: a value that is read before it is written shows.</summary>
internal static class PoisonedMemory
{
    [ModuleInitializer]
    internal static void Turn_on() => WorkspaceFill.WithNaN = true;
}
