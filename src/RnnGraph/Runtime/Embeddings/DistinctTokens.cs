using System.Runtime.InteropServices;

namespace RnnGraph.Runtime.Embeddings;

/// <summary>The tokens that occur in a run, each once, and for each place in the batch the number of its token among them.</summary>
internal sealed unsafe class DistinctTokens
{
    private readonly int[] _numberOf;
    private readonly int[] _tokens;
    private readonly int[] _numbers;

    /// <summary>Makes room.</summary>
    /// <param name="vocabulary">How many tokens there are.</param>
    /// <param name="places">Steps that stand in memory, times rows.</param>
    public DistinctTokens(int vocabulary, int places)
    {
        _numberOf = new int[vocabulary];
        Array.Fill(_numberOf, -1);
        Capacity = CapacityOf(vocabulary, places);
        _tokens = GC.AllocateArray<int>(Math.Max(1, Math.Min(vocabulary, places)), pinned: true);
        _numbers = GC.AllocateArray<int>(Math.Max(1, places), pinned: true);
        Tokens = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_tokens, 0);
        Number([], 0);
    }

    /// <summary>How many occur.</summary>
    public int Count { get; private set; }

    /// <summary>How many may occur and still be few.</summary>
    public int Capacity { get; }

    /// <summary>Whether they are so much fewer than the places that work done for each once is less, the looking up included.</summary>
    public bool AreFew => Count <= Capacity;

    /// <summary>Those that occur, in the order in which they do first.</summary>
    public int* Tokens { get; }

    /// <summary>For each place <c>[T, B]</c> the number of its token.</summary>
    public int* Numbers { get; private set; }

    /// <summary>How many may occur at some places and still be few.</summary>
    public static int CapacityOf(int vocabulary, int places) => (int)Math.Min(vocabulary, places * 3L / 4);

    /// <summary>Numbers the tokens <c>[T, B]</c> that stand in memory.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="first">The place in the run of the first.</param>
    public void Number(ReadOnlySpan<int> tokens, int first)
    {
        Count = 0;
        Numbers = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0) - first;
        for (var place = 0; place < tokens.Length; place++)
        {
            ref var number = ref _numberOf[tokens[place]];
            if (number < 0)
            {
                number = Count;
                _tokens[Count++] = tokens[place];
            }

            _numbers[place] = number;
        }

        for (var i = 0; i < Count; i++)
            _numberOf[_tokens[i]] = -1;
    }
}
