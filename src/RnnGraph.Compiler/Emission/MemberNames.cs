namespace RnnGraph.Compiler.Emission;

/// <summary>The members of a generated class that stand beside its sizes, which are parameters of its constructor and of the method that describes it.</summary>
internal static class MemberNames
{
    /// <summary>The class of the slots' indexes.</summary>
    public const string Slot = "Slot";

    /// <summary>The class of the time axes' indexes.</summary>
    public const string Axis = "Axis";

    /// <summary>The method that makes the tables.</summary>
    public const string Describe = "Describe";

    /// <summary>All of them: no size can be called so.</summary>
    public static IReadOnlyList<string> All { get; } = new[] { Slot, Axis, Describe };
}
