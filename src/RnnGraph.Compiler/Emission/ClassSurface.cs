using RnnGraph.Compiler.Schedules;

namespace RnnGraph.Compiler.Emission;

/// <summary>What a generated class is to its users: a cell, a network that can be stepped, or one that can't.</summary>
internal sealed class ClassSurface
{
    private readonly string _base;
    private readonly string _interface;

    private ClassSurface(string noun, string baseClass, string factory)
    {
        Noun = noun;
        _base = baseClass;
        _interface = factory;
    }

    public static ClassSurface Cell { get; } = new("cell", "RecurrentCell", "IRecurrentCell");

    /// <summary>A network whose outputs at a step follow from the inputs up to that step.</summary>
    public static ClassSurface CausalNetwork { get; } = new("network", "CausalNetwork", "IRecurrentNetwork");

    public static ClassSurface Network { get; } = new("network", "RecurrentNetwork", "IRecurrentNetwork");

    /// <summary>That of a network: whether it can be stepped follows from its graph.</summary>
    public static ClassSurface OfNetwork(Schedule schedule) => schedule.StepsObstacle is null ? CausalNetwork : Network;

    /// <summary>What the class is called in its documentation.</summary>
    public string Noun { get; }

    /// <summary>The base class and the interface.</summary>
    public string Heritage(CellTarget target)
    {
        var scalar = target.IsDouble ? "double" : "float";
        return $" : global::RnnGraph.{_base}<{scalar}>, global::RnnGraph.{_interface}<{target.ClassName}, {scalar}>";
    }
}
