using System.Reflection;
using RnnGraph.Graphs;

namespace RnnGraph.Cells.Tests;

/// <summary>A class with a definition of its own, in the shipped library or in this project.</summary>
internal sealed class Definition
{
    private static readonly Dictionary<string, Type> ById = new(StringComparer.Ordinal)
    {
        ["cifg"] = typeof(CoupledLstm),
        ["gru-004"] = typeof(GruMinimal),
        ["gru-reset-before"] = typeof(GruResetBefore),
        ["gru-torch"] = typeof(GruTorch),
        ["lstm"] = typeof(Lstm),
        ["lstm-forget-1"] = typeof(LstmForgetOne),
        ["lstm-torch"] = typeof(LstmTorch),
        ["peephole"] = typeof(PeepholeLstm),
        ["rnn-relu"] = typeof(RnnRelu),
        ["rnn-tanh"] = typeof(RnnTanh),
    };

    private readonly MethodInfo _define;

    private Definition(Type type)
    {
        Type = type;
        _define = type.GetMethod("Define", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type} has [RecurrentCell] but no Define");
        SizeNames = [.. _define.GetParameters().Skip(1).Select(parameter => parameter.Name!)];
    }

    /// <summary>Every definition of the shipped library and of this project, found by its attribute, so that none can be forgotten.</summary>
    public static IReadOnlyList<Definition> All { get; } =
        [.. new[] { typeof(Lstm).Assembly, typeof(Definition).Assembly }.SelectMany(Within).OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <summary>The definitions of the samples, which stand for those of users.</summary>
    public static IReadOnlyList<Definition> Samples { get; } = [.. Within(typeof(CharRnn.Cells.Lstm).Assembly)];

    /// <summary>The ids of the catalogue.</summary>
    public static IEnumerable<string> Ids => ById.Keys;

    /// <summary>The names of <see cref="All"/>, for theories.</summary>
    public static TheoryData<string> Names => new(All.Select(definition => definition.Name));

    /// <summary>The names of the shipped cells, for theories.</summary>
    public static TheoryData<string> ShippedNames => new(All.Where(definition => definition.IsShipped).Select(definition => definition.Name));

    /// <summary>The class that holds the definition, and is its float kernel.</summary>
    public Type Type { get; }

    /// <summary>The class that binds the definition in double precision: named so by convention, and stands beside it.</summary>
    public Type DoubleType => Type.Assembly.GetType(Type.FullName + "Double", throwOnError: true)!;

    /// <summary>The name of the class.</summary>
    public string Name => Type.Name;

    /// <summary>Whether it stands in the shipped library.</summary>
    public bool IsShipped => Type.Assembly == typeof(Lstm).Assembly;

    /// <summary>The names of its sizes, in order.</summary>
    public IReadOnlyList<string> SizeNames { get; }

    /// <summary>The definition whose class is called <paramref name="name"/>.</summary>
    public static Definition Find(string name) => All.Single(definition => definition.Name == name);

    /// <summary>The definition with an id of the catalogue.</summary>
    public static Definition WithId(string id) => Find(ById[id].Name);

    /// <summary>Sizes for <paramref name="hidden"/> units: odd ones for inputs and outputs, so that no extent is a multiple of another.</summary>
    public int[] Sizes(int hidden) => [.. SizeNames.Select((name, index) => name == "hidden" || Record().Constraints.Count > 0 ? hidden : 3 + (4 * index))];

    /// <summary>The sizes by name.</summary>
    public Dictionary<string, int> Bindings(int[] sizes) => SizeNames.Zip(sizes).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    /// <summary>Runs the definition; its sizes stay open.</summary>
    public Graph Record()
    {
        var cell = new CellBuilder();
        _define.Invoke(null, [cell, .. SizeNames.Select(name => (object)cell.DeclareSize(name))]);
        return cell.Build(Name);
    }

    /// <summary>Runs the definition with these sizes.</summary>
    public Graph Record(int[] sizes)
    {
        var cell = new CellBuilder();
        _define.Invoke(null, [cell, .. sizes.Select(size => (object)(Size)size)]);
        return cell.Build(Name);
    }

    private static IEnumerable<Definition> Within(Assembly assembly) =>
        assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RecurrentCellAttribute>() is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new Definition(type));
}
