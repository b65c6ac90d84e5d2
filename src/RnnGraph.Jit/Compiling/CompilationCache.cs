using System.Runtime.ExceptionServices;

namespace RnnGraph.Jit.Compiling;

/// <summary>Compiled cells by key, the least recently asked for dropped first. Each key has one entry, which whoever came first fulfils and the others wait for.</summary>
internal sealed class CompilationCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _latestFirst = new();

    public int Capacity { get; } = capacity;

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>The entries of all sources; those that the caller must fulfil, before it waits for any, are <c>Claimed</c>.</summary>
    public (IReadOnlyList<Entry> All, IReadOnlyList<Entry> Claimed) Claim(IReadOnlyList<GraphSource> sources)
    {
        List<Entry> all = [], claimed = [];
        lock (_lock)
        {
            foreach (var source in sources)
            {
                if (_entries.TryGetValue(source.Key, out var known))
                {
                    _latestFirst.Remove(known);
                }
                else
                {
                    known = new LinkedListNode<Entry>(new Entry(source));
                    _entries.Add(source.Key, known);
                    claimed.Add(known.Value);
                }

                _latestFirst.AddFirst(known);
                all.Add(known.Value);
            }

            while (_entries.Count > Capacity)
                Drop(_latestFirst.Last!);
        }

        return (all, claimed);
    }

    /// <summary>Gives a failure to all who wait, and forgets the entries.</summary>
    public void Fail(IReadOnlyList<Entry> entries, Exception fault)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                if (_entries.TryGetValue(entry.Source.Key, out var known) && known.Value == entry)
                    Drop(known);
            }
        }

        foreach (var entry in entries)
            entry.Fail(fault);
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _latestFirst.Clear();
        }
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Source.Key);
        _latestFirst.Remove(node);
    }

    /// <summary>A compiled cell, now or soon.</summary>
    internal sealed class Entry(GraphSource source)
    {
        private readonly TaskCompletionSource<object> _compiled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public GraphSource Source { get; } = source;

        public void Complete(object compiled) => _compiled.SetResult(compiled);

        public void Fail(Exception fault) => _compiled.TrySetException(fault);

        public object Await()
        {
            try
            {
                return _compiled.Task.GetAwaiter().GetResult();
            }
            catch (Exception fault)
            {
                ExceptionDispatchInfo.Throw(fault);
                throw;
            }
        }
    }
}
