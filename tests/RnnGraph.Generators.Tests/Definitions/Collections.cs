using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Arrays, lists, dictionaries, sequences, patterns over them, and tuples.</summary>
[RecurrentCell]
public partial class Collections
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var gates = new Node[3];
        for (int k = 0; k < gates.Length; k++)
        {
            if (k == 1)
            {
                continue;
            }

            gates[k] = cell.Affine($"g{k}.{Helpers.AllNames[k]}", hidden, x, h);
        }

        gates[1] = Sigmoid(gates[0]) * gates[^1];
        var acc = gates[0];
        foreach (var g in gates[1..])
        {
            acc += g * 0.5f;
        }

        List<Node> list = [acc, .. gates];
        list.Add(x is null ? acc : -acc);
        list.Insert(0, gates[2]);
        acc = list[^1] + Sum(list) + Sum(list.Select(n => n * 2f)) + Sum(from n in gates where n != acc select n + 1f);

        var biases = new Dictionary<string, float> { ["p"] = 0.5f, ["q"] = 0.25f };
        biases["r"] = biases.Values.Sum();
        foreach (var (key, value) in biases)
        {
            acc *= cell.Bias(key, hidden, value);
        }

        if (biases.TryGetValue("q", out var q) && !biases.ContainsKey("z"))
        {
            acc *= q;
        }

        if (Helpers.TryFind("b", out var at) && !Helpers.TryFind("z", out _))
        {
            acc *= at;
        }

        (string Key, int Count)[] table = [("s", 1), ("t", 2)];
        foreach (var (key, n) in table.OrderByDescending(t => t.Count))
        {
            acc += cell.Bias(key + n, hidden);
        }

        foreach (var i in Enumerable.Range(0, 2).Reverse())
        {
            acc += i;
        }

        acc = table switch
        {
            [] => acc,
            [var only] => acc * only.Count,
            [("s", > 0), .. var rest] => acc * rest.Length,
            _ => -acc,
        };

        int[] numbers = [1, 2, 3, 4];
        if (numbers is [1, .., var last] && numbers.Contains(3) && numbers.Any(n => n % 2 == 0))
        {
            acc /= last;
        }

        var groups = new Queue<int>(numbers.Skip(1).Where(n => n is 2 or 4));
        while (groups.Count > 0)
        {
            acc -= groups.Dequeue();
        }

        var nested = new Node?[2][] { [null, acc], [h] };
        acc = nested[0][0] ?? nested[0][1]!;
        (acc, var kept) = (Tanh(acc), acc);
        (acc, _) = (acc + kept, h);

        Helpers.Ends(cell, h, acc);
    }

    private static Node Sum(IEnumerable<Node> nodes)
    {
        Node? sum = null;
        foreach (var node in nodes)
        {
            sum = sum is null ? node : sum + node;
        }

        return sum ?? throw new InvalidOperationException("There is nothing to add up.");
    }
}
