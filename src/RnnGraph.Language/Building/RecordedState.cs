using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>A state of a cell that is being defined.</summary>
internal sealed class RecordedState(string name, CarriedDraft carried, ScanDraft scan)
{
    public string Name { get; } = name;

    /// <summary>The scan that carries it.</summary>
    public ScanDraft Scan { get; } = scan;

    /// <summary>Its values before the first step, before and after each step.</summary>
    public CarriedDraft Carried { get; } = carried;

    /// <summary>Whether it starts from a value of its own: given by the caller, or learned.</summary>
    public bool IsDeclared => Carried.Initial.Name == Name;

    /// <summary>Whether the caller may give the value before the first step and gets the one after the last.</summary>
    public bool IsGiven => IsDeclared && Scan.Direction == Direction.Forward;

    /// <summary>The handle that the declaration returned.</summary>
    public Node? Handle { get; set; }

    /// <summary>The handle of the value after each step, once given.</summary>
    public Node? NextHandle { get; set; }
}
