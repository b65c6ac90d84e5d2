using System.Runtime.CompilerServices;

namespace RnnGraph.Generators.Remembering;

/// <summary>Numbers objects, each once and no number twice, so that a value can say which object it means without keeping it alive.</summary>
internal static class Identity
{
    private static readonly ConditionalWeakTable<object, object> Numbers = new();
    private static long _last;

    public static long Of(object subject) => (long)Numbers.GetValue(subject, _ => Interlocked.Increment(ref _last));
}
