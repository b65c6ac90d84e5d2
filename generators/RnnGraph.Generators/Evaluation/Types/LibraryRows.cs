using System.Collections;

namespace RnnGraph.Generators.Evaluation.Types;

/// <summary>The rows of <see cref="LibraryTable"/>.</summary>
internal static class LibraryRows
{
    private static readonly string[] Sequence =
    [
        "Aggregate", "All", "Any", "Append", "Cast", "Concat", "Contains", "Count", "DefaultIfEmpty", "Distinct", "ElementAt", "ElementAtOrDefault", "Empty",
        "Except", "First", "FirstOrDefault", "GroupBy", "Intersect", "Last", "LastOrDefault", "Max", "Min", "OfType", "OrderBy", "OrderByDescending", "Prepend",
        "Range", "Repeat", "Reverse", "Select", "SelectMany", "SequenceEqual", "Single", "SingleOrDefault", "Skip", "SkipWhile", "Sum", "Take", "TakeWhile",
        "ThenBy", "ThenByDescending", "ToArray", "ToDictionary", "ToHashSet", "ToList", "Union", "Where", "Zip",
    ];

    private static readonly string[] Exact = ["Abs", "Ceiling", "Clamp", "Floor", "Max", "Min", "Round", "Sign", "Sqrt", "Truncate"];

    public static IEnumerable<LibraryType> All =>
    [
        .. Numbers, .. Texts, .. Collections, .. Delegates,
    ];

    private static IEnumerable<LibraryType> Numbers =>
    [
        Own("System.Math", typeof(Math), typeof(Substitutes.Mathematics), Exact),
        Own("System.MathF", host: null, typeof(Substitutes.MathematicsF), Exact.Except(["Clamp"]).ToArray()),
        Own("System.Int32", typeof(int), typeof(Substitutes.Numbers), "Parse", "Max", "Min"),
        Own("System.Single", typeof(float), null),
        Own("System.Double", typeof(double), null),
        Own("System.Nullable`1", typeof(Nullable<>), null, "HasValue", "Value", "GetValueOrDefault"),
    ];

    private static IEnumerable<LibraryType> Texts =>
    [
        Own("System.String", typeof(string), typeof(Substitutes.Text),
            "new", "Chars", "Concat", "Contains", "Empty", "EndsWith", "Equals", "Format", "IndexOf", "IsNullOrEmpty", "IsNullOrWhiteSpace", "Join", "LastIndexOf",
            "Length", "PadLeft", "PadRight", "Remove", "Replace", "Split", "StartsWith", "Substring", "ToLowerInvariant", "ToUpperInvariant", "Trim", "TrimEnd",
            "TrimStart"),
        Own("System.Char", typeof(char), null, "IsDigit", "IsLetter", "IsLower", "IsUpper", "ToLowerInvariant", "ToUpperInvariant"),
        Own("System.StringComparison", typeof(StringComparison), null),
        Own("System.StringSplitOptions", typeof(StringSplitOptions), null),
        Own("System.MidpointRounding", typeof(MidpointRounding), null),
        Own("System.ArgumentNullException", host: null, typeof(Substitutes.Checks), "ThrowIfNull"),
    ];

    private static IEnumerable<LibraryType> Collections =>
    [
        Own("System.Array", typeof(Array), null, "Empty", "Exists", "Find", "IndexOf", "Length", "Reverse"),
        Own("System.Linq.Enumerable", typeof(Enumerable), typeof(Substitutes.Sequences), Sequence),
        Own("System.Linq.IGrouping`2", typeof(IGrouping<,>), null, "Key"),
        Own("System.Linq.IOrderedEnumerable`1", typeof(IOrderedEnumerable<>), null),
        Own("System.Collections.IEnumerable", typeof(IEnumerable), null),
        Own("System.Collections.Generic.IEnumerable`1", typeof(IEnumerable<>), null),
        Own("System.Collections.Generic.IReadOnlyCollection`1", typeof(IReadOnlyCollection<>), null, "Count"),
        Own("System.Collections.Generic.IReadOnlyList`1", typeof(IReadOnlyList<>), null, "Item"),
        Own("System.Collections.Generic.ICollection`1", typeof(ICollection<>), null, "Add", "Clear", "Contains", "Count", "Remove"),
        Own("System.Collections.Generic.IList`1", typeof(IList<>), null, "IndexOf", "Insert", "Item", "RemoveAt"),
        Own("System.Collections.Generic.IDictionary`2", typeof(IDictionary<,>), null, "Add", "ContainsKey", "Item", "Keys", "Remove", "TryGetValue", "Values"),
        Own("System.Collections.Generic.IReadOnlyDictionary`2", typeof(IReadOnlyDictionary<,>), null, "ContainsKey", "Item", "Keys", "TryGetValue", "Values"),
        Own("System.Collections.Generic.KeyValuePair`2", typeof(KeyValuePair<,>), null, "new", "Key", "Value"),
        Own("System.Collections.Generic.List`1", typeof(List<>), null,
            "new", "Add", "AddRange", "Clear", "Contains", "Count", "Exists", "Find", "FindIndex", "GetRange", "IndexOf", "Insert", "InsertRange", "Item", "Remove",
            "RemoveAt", "RemoveRange", "Reverse", "ToArray"),
        Own("System.Collections.Generic.Dictionary`2", typeof(Dictionary<,>), null,
            "new", "Add", "Clear", "ContainsKey", "Count", "Item", "Keys", "Remove", "TryGetValue", "Values"),
        Own("System.Collections.Generic.Dictionary`2+KeyCollection", typeof(Dictionary<,>.KeyCollection), null, "Count"),
        Own("System.Collections.Generic.Dictionary`2+ValueCollection", typeof(Dictionary<,>.ValueCollection), null, "Count"),
        Own("System.Collections.Generic.HashSet`1", typeof(HashSet<>), null, "new", "Add", "Contains", "Count", "Remove"),
        Own("System.Collections.Generic.Stack`1", typeof(Stack<>), null, "new", "Count", "Peek", "Pop", "Push"),
        Own("System.Collections.Generic.Queue`1", typeof(Queue<>), null, "new", "Count", "Dequeue", "Enqueue", "Peek"),

        // C# 14 prefers the span overloads on arrays. A read-only span can't be told from a copy, so an array stands for it.
        Represented("System.ReadOnlySpan`1", typeof(Substitutes.ReadOnlySpan<>), t => t.MakeArrayType(), "op_Implicit", "Item", "Length", "Slice", "ToArray"),
        Own("System.MemoryExtensions", host: null, typeof(Substitutes.MemoryExtensions), "Contains", "IndexOf", "SequenceEqual"),
    ];

    private static IEnumerable<LibraryType> Delegates =>
    [
        Own("System.Func`1", typeof(Func<>), null), Own("System.Func`2", typeof(Func<,>), null), Own("System.Func`3", typeof(Func<,,>), null),
        Own("System.Func`4", typeof(Func<,,,>), null), Own("System.Func`5", typeof(Func<,,,,>), null), Own("System.Predicate`1", typeof(Predicate<>), null),
        Own("System.Action", typeof(Action), null), Own("System.Action`1", typeof(Action<>), null), Own("System.Action`2", typeof(Action<,>), null),
        Own("System.Action`3", typeof(Action<,,>), null), Own("System.Action`4", typeof(Action<,,,>), null),
    ];

    private static LibraryType Own(string name, Type? host, Type? substitute, params string[] members) => new(name, host, substitute, represent: null, members);

    private static LibraryType Represented(string name, Type substitute, Func<Type, Type> represent, params string[] members) =>
        new(name, host: null, substitute, represent, members);
}
