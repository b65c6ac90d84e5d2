using System.Numerics;
using RnnGraph.Runtime.Embeddings;

namespace RnnGraph.Runtime;

/// <summary>The plan of a cell as arrays, its references checked.</summary>
internal sealed class CellTables<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public CellTables(CellPlan plan, ParameterLayout layout)
    {
        Plan = plan;
        Slots = [.. plan.Slots.Select(slot => Resolve(slot, layout))];
        foreach (var state in plan.States)
        {
            Slots[state.Slot].IsState = true;
            Slots[state.Final].IsState = true;
            if (state.Gradient >= 0)
            {
                Slots[state.Gradient].IsState = true;
                if (state.InitialGradient >= 0)
                    Slots[state.InitialGradient].IsState = true;
            }
        }

        foreach (var output in plan.Outputs)
            Slots[output.Source.Slot].IsOutput = true;
        foreach (var input in plan.Inputs.Where(input => input.Slot >= 0 && input.Vocabulary == 0))
            Slots[input.Slot].IsGiven = true;
        foreach (var tap in plan.Taps)
            Slots[tap.Source.Slot].IsTap = true;
        foreach (var operand in plan.Regions.SelectMany(region => region.Operands))
            Slots[operand.Slot].IsElementwise = true;
        foreach (var reduction in plan.Reductions)
            Slots[reduction.Source.Slot].IsElementwise = true;
        foreach (var source in plan.Rearrangements.SelectMany(rearrangement => rearrangement.Sources))
            Slots[source.Slot].IsElementwise = true;
        foreach (var product in plan.Products)
            Slots[product.Target.Slot].IsMultiplied = true;
        foreach (var product in plan.BackProducts)
            Slots[product.Source.Slot].IsMultiplied = Slots[product.Target.Slot].IsMultiplied = true;
        foreach (var product in plan.WeightGradients)
            Slots[product.Delta.Slot].IsMultiplied = true;
        ReplacedSlots.Mark(plan, Slots);
        Inputs = [.. plan.Inputs];
        EmbeddedProducts = Embedded(plan, layout);
        Products = [.. plan.Products.Select(p => Resolve(layout, p.Pack, p.Source, p.Target, p.Gates, p.Accumulate, p.Embedding))];
        MultiplyAdds = Products.Sum(product => (long)product.Pack.Inputs * product.Pack.Outputs * product.Gates.Length);
        BackProducts = [.. plan.BackProducts.Select(p => Resolve(layout, p.Pack, p.Source, p.Target, p.Gates, Same(p.Gates, p.Accumulate)))];
        WeightGradients = [.. plan.WeightGradients.Select(p => Resolve(layout, p.Pack, p.Left, p.Delta, p.Gates, Same(p.Gates, accumulate: false), p.Embedding))];
        Regions = new RegionTable<T>[plan.Regions.Count];
        for (var i = 0; i < Regions.Length; i++)
        {
            Regions[i] = new RegionTable<T>(plan.Regions[i], Slots, OperandsRoom);
            OperandsRoom += Regions[i].OperandsRoom;
        }

        Reductions = [.. plan.Reductions];
        Rearrangements = [.. plan.Rearrangements.Select(rearrangement => new RearrangementTable<T>(rearrangement, Slots, layout.Cell))];
        Draws = [.. plan.Draws.Select(draw => new DrawTable(draw))];
        StartTotals = [.. plan.StartTotals];
        CountsSteps = plan.Slots.Any(slot => slot.Train == Window.StepIndex);
        HasStarts = plan.States.Any(state => state.Initial >= 0);
        Outputs = [.. plan.Outputs];
        States = [.. plan.States];
        VectorGradients = [.. plan.VectorGradients];
        RowCopies = [.. plan.RowCopies];
        Losses = [.. plan.Losses];
        Sweeps = [.. plan.Sweeps.Select(sweep => new SweepTable(sweep.Slots.Sum(BytesPerRow)))];
        RowRoom = Rearrangements.Select(table => table.Room).Concat(Regions.Select(region => region.Spread?.Room ?? 0)).DefaultIfEmpty(0).Max();
    }

    public CellPlan Plan { get; }

    public SlotTable[] Slots { get; }

    public ProductTable[] Products { get; }

    /// <summary>Multiply-adds of the forward products for one row and step.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Products of tokens read through an embedding, each once.</summary>
    public EmbeddedProduct[] EmbeddedProducts { get; }

    public ProductTable[] BackProducts { get; }

    public ProductTable[] WeightGradients { get; }

    public RegionTable<T>[] Regions { get; }

    public ReductionPlan[] Reductions { get; }

    public RearrangementTable<T>[] Rearrangements { get; }

    public DrawTable[] Draws { get; }

    public StartTotalPlan[] StartTotals { get; }

    /// <summary>Whether the cell learns to start a state.</summary>
    public bool HasStarts { get; }

    /// <summary>Whether a slot holds the numbers of steps.</summary>
    public bool CountsSteps { get; }

    // Arrays, as walking over an interface would allocate in every run.
    public InputPlan[] Inputs { get; }

    public OutputPlan[] Outputs { get; }

    public StatePlan[] States { get; }

    public VectorGradientPlan[] VectorGradients { get; }

    public RowCopyPlan[] RowCopies { get; }

    public LossPlan[] Losses { get; }

    public SweepTable[] Sweeps { get; }

    /// <summary>The room that the operands of all regions take.</summary>
    public int OperandsRoom { get; }

    /// <summary>Values that a thread needs room for to put a row together.</summary>
    public int RowRoom { get; }

    private static SlotTable Resolve(SlotPlan slot, ParameterLayout layout)
    {
        var features = slot.Train == Window.Parameter ? layout.Find(slot.Name).Rows : slot.Features;
        if (slot.Layout == SlotLayout.Rows && slot.Gates != 1)
            throw new ArgumentException($"Slot '{slot.Name}' of {layout.Cell} lies in rows and can't have {slot.Gates} gates.", nameof(slot));
        return new SlotTable(slot, features, Panel<T>.Count(features));
    }

    private unsafe long BytesPerRow(int slot) => (long)Slots[slot].Panels * Slots[slot].Plan.Gates * Panel<T>.Lanes * sizeof(T);

    private static IReadOnlyList<bool> Same(IReadOnlyList<int> gates, bool accumulate) => [.. gates.Select(_ => accumulate)];

    private static EmbeddedProduct[] Embedded(CellPlan plan, ParameterLayout layout)
    {
        var products = plan.Products.Where(product => product.Embedding >= 0).GroupBy(product => (product.Pack, product.Embedding, product.Source.Slot)).Select(group => group.Key);
        return [.. products.Select((product, index) => new EmbeddedProduct(
            index,
            Alone(layout, product.Pack),
            Alone(layout, product.Embedding),
            plan.Inputs.ToList().FindIndex(input => input.OneHot == product.Slot)))];
    }

    /// <summary>A product between lists of rows of its own.</summary>
    private static ProductTable Alone(ParameterLayout layout, int pack)
    {
        int[] gates = [.. Enumerable.Range(0, layout.Packs[pack].Gates)];
        return new ProductTable(layout.Packs[pack], pack, layout.PackOffsets[pack], default, default, gates, new bool[gates.Length], Panel<T>.Count(layout.Packs[pack].Outputs));
    }

    private ProductTable Resolve(ParameterLayout layout, int packIndex, SlotRef left, SlotRef right, IReadOnlyList<int> gates, IReadOnlyList<bool> accumulate, int embedding = -1)
    {
        var pack = layout.Packs[packIndex];
        if (gates.Count != pack.Gates)
            throw new ArgumentException($"Pack {packIndex} of {layout.Cell} has {pack.Gates} gates; a product names {gates.Count}.", nameof(gates));
        return new ProductTable(pack, packIndex, layout.PackOffsets[packIndex], left, right, [.. gates], [.. accumulate], Panel<T>.Count(pack.Outputs))
        {
            Embedded = embedding < 0 ? null : EmbeddedProducts.First(
                product => product.Product.PackIndex == packIndex && product.Embedding.PackIndex == embedding && Inputs[product.Input].OneHot == left.Slot),
        };
    }
}
