using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Every library member that a definition may use, each result in a name of the graph.</summary>
[RecurrentCell]
public partial class Library
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var acc = Tanh(cell.Affine("acc", hidden, x, h));
        List<string> said = [.. Numbers(), .. Texts(), .. Arrays(), .. Lists(), .. Interfaces(), .. Dictionaries(), .. Sequences(), .. Groups()];
        for (var i = 0; i < said.Count; i++)
        {
            acc += cell.Bias($"k{i}_{Named(said[i])}", hidden);
        }

        Helpers.Ends(cell, h, acc);
    }

    private static string Named(string text) => string.Concat(text.Select(c => char.IsDigit(c) || char.IsLetter(c) ? c.ToString() : "_"));

    private static string All<T>(IEnumerable<T> items) => string.Join('_', items.Select(item => $"{item}"));

    private static IEnumerable<string> Numbers()
    {
        int? none = null, some = 3;
        return
        [
            $"{Math.Abs(-2)} {Math.Ceiling(1.2)} {Math.Clamp(5, 1, 3)} {Math.Floor(-1.2)} {Math.Max(1, 2)} {Math.Min(1.5, 2)} {Math.Round(2.5, MidpointRounding.AwayFromZero)}",
            $"{Math.Sign(-3f)} {Math.Sqrt(9)} {Math.Truncate(-1.7)} {MathF.Abs(-2f)} {MathF.Ceiling(1.2f)} {MathF.Floor(-1.2f)} {MathF.Max(1f, 2f)} {MathF.Min(1f, 2f)}",
            $"{MathF.Round(2.5f)} {MathF.Sign(-3f)} {MathF.Sqrt(9f)} {MathF.Truncate(-1.7f)} {int.Parse("42")} {int.Max(1, 2)} {int.Min(1, 2)}",
            $"{none.HasValue} {some.Value} {none.GetValueOrDefault(4)}",
        ];
    }

    private static IEnumerable<string> Texts()
    {
        var text = " Gate-a,Gate-b ";
        return
        [
            $"{text[1]} {text.Length} {text.Contains("a,G")} {text.Trim().EndsWith("-b", StringComparison.Ordinal)} {text.Trim().StartsWith("Gate", StringComparison.Ordinal)}",
            $"{text.Equals("x")} {text.IndexOf(',')} {text.LastIndexOf('e')} {string.IsNullOrEmpty("")} {string.IsNullOrWhiteSpace(" ")} {string.Concat("a", "b")}{string.Empty}",
            string.Format("{0:D3}", 7) + "p".PadLeft(3, '0') + "q".PadRight(3, '0') + "remove".Remove(2) + "r-s".Replace("-", "_") + text.Substring(1, 4),
            string.Join("+", text.Split([','], StringSplitOptions.RemoveEmptyEntries)) + "Up".ToUpperInvariant() + "Low".ToLowerInvariant() + "xe".TrimEnd('e') + "ex".TrimStart('e'),
            new string('z', 3) + char.IsLower('a') + char.IsUpper('a') + char.ToLowerInvariant('A') + char.ToUpperInvariant('a'),
        ];
    }

    private static IEnumerable<string> Arrays()
    {
        int[] array = [3, 1, 2];
        var copy = array.ToArray();
        Array.Reverse(copy);
        ReadOnlySpan<int> span = array;
        var slice = span.Slice(1, 2);
        return
        [
            $"{Array.Empty<int>().Length} {Array.Exists(array, n => n > 2)} {Array.Find(array, n => n < 3)} {Array.IndexOf(array, 2)} {All(copy)}",
            $"{slice[0]} {slice.Length} {All(slice.ToArray())} {span.Contains(2)} {span.IndexOf(1)} {span.SequenceEqual(slice)}",
        ];
    }

    private static IEnumerable<string> Lists()
    {
        var list = new List<int> { 5 };
        list.AddRange([6, 7, 8]);
        list.Insert(0, 4);
        list.InsertRange(1, [1, 1]);
        list.Remove(1);
        list.RemoveAt(0);
        list.Reverse();
        var before = $"{list.Contains(6)} {list.Count} {list.Exists(n => n == 5)} {list.Find(n => n > 6)} {list.FindIndex(n => n == 6)} {list.IndexOf(7)} {list[0]} {All(list.GetRange(1, 2))}";
        list.RemoveRange(0, 2);
        var after = All(list.ToArray());
        list.Clear();

        var set = new HashSet<string> { "a", "b" };
        set.Add("a");
        set.Remove("b");
        var stack = new Stack<int>();
        stack.Push(1);
        stack.Push(2);
        var queue = new Queue<int>();
        queue.Enqueue(1);
        queue.Enqueue(2);
        return [before, after, $"{list.Count} {set.Contains("a")} {set.Count}", $"{stack.Peek()} {stack.Pop()} {stack.Count} {queue.Peek()} {queue.Dequeue()} {queue.Count}"];
    }

    private static IEnumerable<string> Interfaces()
    {
        IList<int> list = new List<int> { 1, 2, 3 };
        list.Insert(1, 9);
        list.RemoveAt(0);
        var before = $"{list.IndexOf(2)} {list[0]}";
        ICollection<int> collection = list;
        collection.Add(5);
        collection.Remove(9);
        before += $" {collection.Contains(5)} {collection.Count}";
        collection.Clear();
        IReadOnlyList<string> names = Helpers.AllNames;
        IReadOnlyCollection<string> counted = names;
        return [before, $"{list.Count} {names[1]} {counted.Count}"];
    }

    private static IEnumerable<string> Dictionaries()
    {
        var dictionary = new Dictionary<string, int> { ["a"] = 1 };
        dictionary.Add("b", 2);
        dictionary.Remove("a");
        var found = $"{dictionary.ContainsKey("a")} {dictionary.Count} {dictionary["b"]} {dictionary.Keys.Count} {dictionary.Values.Count} {dictionary.TryGetValue("b", out var b)} {b}";

        IDictionary<string, int> editable = dictionary;
        editable.Add("c", 3);
        editable["d"] = 4;
        editable.Remove("b");
        found += $" {editable.ContainsKey("c")} {editable.TryGetValue("d", out var d)} {d} {All(editable.Keys)} {All(editable.Values)}";

        IReadOnlyDictionary<string, int> fixedTable = dictionary;
        var pair = new KeyValuePair<string, int>("k", 8);
        found += $" {fixedTable.ContainsKey("c")} {fixedTable["d"]} {fixedTable.TryGetValue("e", out _)} {All(fixedTable.Keys)} {All(fixedTable.Values)} {pair.Key} {pair.Value}";
        dictionary.Clear();
        return [found];
    }

    private static IEnumerable<string> Sequences()
    {
        IEnumerable<int> numbers = [3, 1, 2, 3];
        object[] mixed = [1, "a", 2];
        return
        [
            $"{numbers.Aggregate((a, b) => (a * 10) + b)} {numbers.All(n => n > 0)} {numbers.Any()} {All(numbers.Append(9))} {All(mixed.OfType<int>())} {All(numbers.Concat([7]))} {All(mixed.Skip(2).Cast<int>())}",
            $"{numbers.Contains(2)} {numbers.Count()} {All(Enumerable.Empty<int>().DefaultIfEmpty(5))} {All(numbers.Distinct())} {numbers.ElementAt(1)} {numbers.ElementAtOrDefault(9)}",
            $"{All(numbers.Except([1]))} {numbers.First()} {numbers.FirstOrDefault(n => n > 9)} {All(numbers.Intersect([3, 2]))} {numbers.Last()} {numbers.LastOrDefault(n => n < 0)}",
            $"{numbers.Max()} {numbers.Min()} {All(numbers.OrderBy(n => n).ThenByDescending(n => -n))} {All(numbers.OrderByDescending(n => n).ThenBy(n => n))} {All(numbers.Prepend(0))}",
            $"{All(Enumerable.Range(1, 3))} {All(Enumerable.Repeat("r", 2))} {All(numbers.Reverse())} {All(numbers.SelectMany(n => Enumerable.Repeat(n, n)))} {numbers.SequenceEqual([3, 1])}",
            $"{numbers.Single(n => n == 1)} {numbers.SingleOrDefault(n => n == 9)} {All(numbers.Skip(1))} {All(numbers.SkipWhile(n => n > 2))} {numbers.Sum()} {All(numbers.Take(2))}",
            $"{All(numbers.TakeWhile(n => n > 2))} {All(numbers.ToArray())} {numbers.Distinct().ToDictionary(n => n, n => -n)[2]} {numbers.ToHashSet().Count} {All(numbers.ToList())}",
            $"{All(numbers.Union([8]))} {All(numbers.Where(n => n != 1).Select(n => n * 2))} {All(numbers.Zip(["a", "b"], (n, s) => s + n))}",
        ];
    }

    private static IEnumerable<string> Groups() => Helpers.AllNames.GroupBy(name => name == "b").Select(group => $"{group.Key} {group.Count()}");
}
