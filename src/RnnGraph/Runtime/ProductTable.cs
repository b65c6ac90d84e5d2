using RnnGraph.Runtime.Embeddings;

namespace RnnGraph.Runtime;

/// <summary>A run of gates that lie side by side in a pack and in a slot.</summary>
internal readonly record struct GateRun(int PackGate, int SlotGate, int Count);

/// <summary>A product (of any of the three kinds) with its pack resolved.</summary>
internal sealed class ProductTable(PackPlan pack, int packIndex, int packOffset, SlotRef left, SlotRef right, int[] gates, bool[] accumulate, int packPanels)
{
    public PackPlan Pack { get; } = pack;

    public int PackIndex { get; } = packIndex;

    /// <summary>Index of the pack's first value among the parameters.</summary>
    public int PackOffset { get; } = packOffset;

    /// <summary>Panels of the pack's outputs.</summary>
    public int PackPanels { get; } = packPanels;

    /// <summary>What is read: of a weight gradient, the forward product's left operand.</summary>
    public SlotRef Left { get; } = left;

    /// <summary>What is written: of a weight gradient, the deltas.</summary>
    public SlotRef Right { get; } = right;

    /// <summary>For each gate of the pack, the gate of the slot that is cut in gates.</summary>
    public int[] Gates { get; } = gates;

    /// <summary><see cref="Gates"/> as runs.</summary>
    public GateRun[] Runs { get; } = FindRuns(gates);

    /// <summary>Of a product that reads tokens through an embedding, what it looks up; otherwise null.</summary>
    public EmbeddedProduct? Embedded { get; init; }

    /// <summary>Whether the product is added to what the target holds; if not, or if some gates of a mixed product start at 0, the runtime sees to it. Weight gradients always add to the gradient; this says what their deltas' product with the transpose does.</summary>
    public bool Accumulate { get; } = accumulate.Contains(true);

    /// <summary>Of a product of which some gates are added and some not, which start at 0; otherwise none.</summary>
    public bool[] IsFresh { get; } = [.. accumulate.Select(isAdded => accumulate.Contains(true) && !isAdded)];

    private static GateRun[] FindRuns(int[] gates)
    {
        var runs = new List<GateRun>();
        for (var first = 0; first < gates.Length;)
        {
            var end = first + 1;
            while (end < gates.Length && gates[end] == gates[end - 1] + 1)
                end++;
            runs.Add(new GateRun(first, gates[first], end - first));
            first = end;
        }

        return [.. runs];
    }
}
