using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Names a region after what it produces.</summary>
internal static class RegionNames
{
    public static string Of(Region region, Block block, LoweringContext context)
    {
        var stored = region.Stores.Where(store => store.Source is not null).ToList();
        var carried = stored.Where(store => context.Hold(store.Target) is not null).Select(store => store.Source!.Name).ToList();
        var names = carried.Count > 0 ? carried : stored.Select(store => store.Source!.Name).ToList();
        if (names.Count == 0)
        {
            names = region.Sums.Select(sum => sum.Target.Node.Name).Concat(region.Totals.Select(total => total.Target.Node.Name)).DefaultIfEmpty("start").ToList();
        }

        var words = names.Distinct().Take(3).Select(Words).Distinct().ToList();
        var name = string.Join("And", words);
        return (block.IsBackward ? "GradientOf" : carried.Count > 0 ? "Next" : "") + (block.Extent == Extent.Once ? "Derived" : "") + name;
    }

    private static string Words(string name)
    {
        var parts = name.Split(new[] { '.', '\'', ' ', '-', '_', '~' }, StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("d" or "next" or "sum" or "rest"));
        var text = string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));
        return new string(text.Where(char.IsLetterOrDigit).ToArray());
    }
}
