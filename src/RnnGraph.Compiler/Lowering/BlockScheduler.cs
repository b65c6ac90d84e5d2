using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Orders one block: products as soon as what they read is there; before each, one pass over memory for just the elementwise work that it waits for,
/// and what else can be finished with it; the rest in the last pass.
/// </summary>
internal sealed class BlockScheduler
{
    private readonly Block _block;
    private readonly LoweringContext _context;
    private readonly List<Item> _items = new();
    private readonly List<Job> _jobs = new();
    private readonly HashSet<GraphNode> _definedHere = new();
    private readonly HashSet<GraphNode> _done = new();
    private readonly HashSet<Accumulator> _grounded = new();

    public BlockScheduler(Block block, LoweringContext context)
    {
        _block = block;
        _context = context;
        BlockContents.Collect(block, context, _items, _jobs);
        foreach (var item in _items.Where(item => item.Gives is not null))
        {
            _definedHere.Add(item.Gives!);
        }

        foreach (var accumulator in _jobs.SelectMany(job => job.Targets))
        {
            _definedHere.Add(accumulator.Owner ?? accumulator.Node);
        }

        foreach (var job in _jobs.Where(job => job.Computes is not null))
        {
            _definedHere.Add(job.Computes!);
        }
    }

    public void Run()
    {
        while (_jobs.Count > 0 || _items.Count > 0)
        {
            var ready = _jobs.Where(IsReady).ToList();
            if (ready.Count > 0)
            {
                ready.ForEach(Schedule);
                continue;
            }

            var items = _jobs.Count > 0 ? WaitedFor() : new HashSet<Item>(_items);
            if (items.Count == 0)
            {
                throw new InvalidOperationException("The block of '" + _context.Graph.Name + "' waits for itself: " + string.Join(", ", _jobs.SelectMany(job => job.Products).Select(p => p.Name)));
            }

            foreach (var region in RegionBuilder.Build(_items.Where(items.Contains).ToList(), IsAvailable, _block, _context))
            {
                Emit(region.Region, region.Items);
            }
        }
    }

    private bool IsAvailable(GraphNode root) => !_definedHere.Contains(root) || _done.Contains(root);

    private bool IsReady(Job job) =>
        job.Sources.All(IsAvailable) && job.Targets.All(target => target.IsGrounded ? _grounded.Contains(target) || target.IsStarted : target.IsStarted || job.Every == target.Needed);

    private void Schedule(Job job)
    {
        var time = _context.NextTime();
        var step = job.Make(job);
        step.Time = time;
        step.Every = job.Every;
        _jobs.Remove(job);
        _block.Steps.Add(step);
        foreach (var source in job.Sources)
        {
            _context.Values[source].Touch(time, _block);
        }

        foreach (var (target, product) in job.Targets.Zip(job.Products, (t, p) => (t, p)))
        {
            target.Target.Touch(time, _block);
            target.Pending.Remove(product);
            if (target.Pending.Count == 0)
            {
                _done.Add(target.Owner ?? target.Node);
            }
        }

        if (job.Computes is { } computed)
        {
            _context.Values[computed].Touch(time, _block);
            _done.Add(computed);
        }
    }

    private void Emit(Region region, IReadOnlyList<Item> items)
    {
        _context.Budget?.Require(region, region.Nodes.Count);

        // Sums begin before the first value is read, so they can't take the place of one.
        var start = region.Sums.Count > 0 ? _context.NextTime() : 0;
        region.Sums.ForEach(sum => sum.Target.Touch(start, _block));
        var time = _context.NextTime();
        foreach (var value in region.Loads.Values.Concat(region.Stores.Select(s => s.Target)).Concat(region.Totals.Select(t => t.Target)).Concat(region.Sums.Select(s => s.Target)))
        {
            value.Touch(time, _block);
        }

        if (region.Stores.Count > 0 || region.Totals.Count > 0 || region.Sums.Count > 0)
        {
            _block.Steps.Add(new RegionStep(_block.Extent, region) { Time = time, Every = items[0].Every });
        }

        foreach (var item in items)
        {
            _items.Remove(item);
            if (item.Gives is { } node)
            {
                _done.Add(node);
            }

            if (item.Grounds is { } accumulator)
            {
                _grounded.Add(accumulator);
            }
        }
    }

    /// <summary>The items that the jobs which can be unlocked wait for, with what can be finished in the same pass.</summary>
    private HashSet<Item> WaitedFor()
    {
        var byNode = _items.Where(item => item.Gives is not null).ToDictionary(item => item.Gives!);
        var grounds = _items.Where(item => item.Grounds is not null).ToLookup(item => item.Grounds!);
        var ready = Ready(byNode);
        var open = new Stack<Item>();
        foreach (var job in _jobs.Where(job => job.Sources.All(root => IsAvailable(root) || IsMadeBy(root, ready, byNode)) && job.Targets.SelectMany(target => grounds[target]).All(ready.Contains)))
        {
            Open(job.Sources);
            foreach (var item in job.Targets.SelectMany(target => grounds[target]))
            {
                open.Push(item);
            }
        }

        var waited = new HashSet<Item>();
        Close();

        // A pass over a matrix is dear: whatever can be done in it is.
        var matrices = new HashSet<Size>(waited.Where(item => item.IsOverMatrix).Select(item => item.Size));
        foreach (var item in ready.Where(item => matrices.Contains(item.Size)))
        {
            open.Push(item);
        }

        Close();
        if (waited.Count > 0)
        {
            PullAlong(waited, ready, byNode);
        }

        return waited;

        void Close()
        {
            while (open.Count > 0)
            {
                var item = open.Pop();
                if (waited.Add(item))
                {
                    Open(item.Takes);
                }
            }
        }

        void Open(IEnumerable<GraphNode> roots)
        {
            foreach (var root in roots.Where(root => !IsAvailable(root)))
            {
                open.Push(byNode[root]);
            }
        }
    }

    /// <summary>The items that depend on no job that is still to come.</summary>
    private HashSet<Item> Ready(Dictionary<GraphNode, Item> byNode)
    {
        var ready = new HashSet<Item>();
        foreach (var item in _items)
        {
            if (item.Takes.All(root => IsAvailable(root) || IsMadeBy(root, ready, byNode)))
            {
                ready.Add(item);
            }
        }

        return ready;
    }

    private static bool IsMadeBy(GraphNode root, HashSet<Item> items, Dictionary<GraphNode, Item> byNode) => byNode.TryGetValue(root, out var maker) && items.Contains(maker);

    /// <summary>
    /// What else can run in this pass: everything, when that saves the last pass over memory; otherwise totals and copies of what the pass computes.
    /// What is only needed later waits, so that its operands' places may be taken over there.
    /// </summary>
    private void PullAlong(HashSet<Item> waited, HashSet<Item> ready, Dictionary<GraphNode, Item> byNode)
    {
        if (ready.Count == _items.Count)
        {
            waited.UnionWith(ready);
            return;
        }

        foreach (var item in _items.Where(item => item.Computes is null && item.Grounds is null && item.Takes.Any(root => IsMadeBy(root, waited, byNode))).ToList())
        {
            if (item.Takes.All(root => IsAvailable(root) || IsMadeBy(root, waited, byNode)))
            {
                waited.Add(item);
            }
        }
    }
}
