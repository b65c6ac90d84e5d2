using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Forms regions, one a feature size and period, out of items that run together.</summary>
internal static class RegionBuilder
{
    /// <summary>Regions in an order in which each finds what it takes.</summary>
    public static IEnumerable<(Region Region, IReadOnlyList<Item> Items)> Build(
        IReadOnlyList<Item> items, Func<GraphNode, bool> isAvailable, Block block, LoweringContext context)
    {
        var pending = items.ToList();
        var made = new HashSet<GraphNode>();
        while (pending.Count > 0)
        {
            var first = pending.First(item => item.Takes.All(root => isAvailable(root) || made.Contains(root)));
            var members = new List<Item>();
            var rest = new List<Item>();
            var here = new HashSet<GraphNode>();
            foreach (var item in pending)
            {
                // An expanded scalar is loaded from memory, so its region must have ended.
                var isReady = item.Takes.All(root => isAvailable(root) || made.Contains(root) || (here.Contains(root) && root.Shape.Rows == item.Size)) && !ReadsSpread(item, here);
                if (item.Size == first.Size && item.Every == first.Every && isReady)
                {
                    members.Add(item);
                    if (item.Computes is { } node)
                    {
                        here.Add(node);
                    }
                }
                else
                {
                    rest.Add(item);
                }
            }

            pending = rest;
            made.UnionWith(here);
            made.UnionWith(members.Where(item => item.Sums is not null).Select(item => item.Sums!));
            foreach (var part in members.Any(item => item.IsOverMatrix) ? MatrixParts.Of(members) : [members])
            {
                yield return (Form(part, block, context), part);
            }
        }
    }

    /// <summary>A vector along an axis of a matrix is loaded from memory too, even if the axis is as long as the matrix is large.</summary>
    private static bool ReadsSpread(Item item, HashSet<GraphNode> here) =>
        item.Computes?.Operands.Select(Roots.Of).Any(root => root.Op is SpreadOp && here.Contains(Item.Loaded(root))) == true;

    private static Region Form(IReadOnlyList<Item> items, Block block, LoweringContext context)
    {
        var computed = new HashSet<GraphNode>(items.Where(item => item.Computes is not null).Select(item => item.Computes!));
        var region = new Region("", items[0].Size);
        var again = new HashSet<GraphNode>();
        var takenHere = new HashSet<(GraphNode Value, GraphNode Taker)>(
            items.Where(item => item.Total is not null || item.Grounds?.Owner is not null || item.Sums is not null)
                .Select(item => (item.Source!, item.Total?.Node ?? item.Sums ?? item.Grounds!.Owner!)));
        void Load(GraphNode operand)
        {
            var root = Roots.Of(operand);
            if (computed.Contains(root) || root.Op == StructureOps.Constant || region.Loads.ContainsKey(root))
            {
                return;
            }

            if (!context.IsRecomputed(root))
            {
                region.Loads[root] = context.Values[Item.Loaded(root)];
                return;
            }

            if (!again.Add(root))
            {
                return;
            }

            foreach (var inner in root.Operands)
            {
                Load(inner);
            }

            region.Nodes.Add(root);
        }

        foreach (var item in items)
        {
            if (item.Computes is { } node)
            {
                foreach (var operand in node.Operands)
                {
                    Load(operand);
                }

                region.Nodes.Add(node);
                StoreComputed(region, node, taker => computed.Contains(taker) || takenHere.Contains((node, taker)), block, context);
            }
            else if (item.Source is { } source)
            {
                Load(source);
            }

            if (item.Store is { } target)
            {
                region.Stores.Add(new RegionStore(target, item.Source, item.Hold));
            }

            if (item.Sums is { } sum)
            {
                region.Sums.Add(new RegionSum(context.Values[sum], item.Source!, SpreadSums.Of(sum.Op)));
            }

            if (item.Total is { } total)
            {
                region.Totals.Add(new RegionTotal(total, item.Source!));
            }
        }

        DropUnused(region);
        region.Name = RegionNames.Of(region, block, context);
        return region;
    }

    /// <summary>A value that other regions compute again need not be computed, nor its operands be loaded, where nothing takes it.</summary>
    private static void DropUnused(Region region)
    {
        var used = new HashSet<GraphNode>(region.Stores.Where(store => store.Source is not null).Select(store => Roots.Of(store.Source!)));
        used.UnionWith(region.Totals.Select(total => Roots.Of(total.Source)));
        used.UnionWith(region.Sums.Select(sum => Roots.Of(sum.Source)));
        for (var index = region.Nodes.Count - 1; index >= 0; index--)
        {
            if (used.Contains(region.Nodes[index]))
            {
                used.UnionWith(region.Nodes[index].Operands.Select(Roots.Of));
            }
            else
            {
                region.Nodes.RemoveAt(index);
            }
        }

        foreach (var unused in region.Loads.Keys.Where(root => !used.Contains(root)).ToList())
        {
            region.Loads.Remove(unused);
        }
    }

    /// <summary>A node is stored where something outside its region takes it, where it is carried on, and where a tap shows it.</summary>
    private static void StoreComputed(Region region, GraphNode node, Func<GraphNode, bool> isInside, Block block, LoweringContext context)
    {
        // What is computed before a scan, and carried by it unchanged, the scan itself moves to where it is carried.
        var next = context.Values.Next(node).Where(value => block.Scan?.Scan!.Carried.Any(carried => context.Values.NextOf[carried] == value) == true).ToList();
        if (!context.IsRecomputed(node) && (context.Uses.Of(node).Any(consumer => !isInside(consumer)) || context.IsResult(node) || context.Values.Next(node).Count > next.Count))
        {
            var value = context.Values[node];
            if (!next.Contains(value))
            {
                region.Stores.Add(new RegionStore(value, node, null));
            }
        }

        foreach (var value in next)
        {
            region.Stores.Add(new RegionStore(value, node, context.Hold(value)));
        }

        foreach (var tap in context.Values.TapsOf(node))
        {
            region.Stores.Add(new RegionStore(tap, node, null));
        }
    }
}
