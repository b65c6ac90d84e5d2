using System.Reflection;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Cells.Tests;

/// <summary>A class with a definition of its own, in the shipped library or in this project.</summary>
internal sealed class Definition
{
    // One feature, normalised, or two, are the same whatever they were: the gradient is what rounding leaves of a cancellation.
    private const int FewestNormalised = 3;

    private static readonly HashSet<Type> Normalising = [typeof(LstmLayerNorm), typeof(UsersCell)];

    private readonly MethodInfo _define;
    private readonly object[] _structure;

    private Definition(Type type)
    {
        Type = type;
        _define = type.GetMethod("Define", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type} has [RecurrentCell] but no Define");
        var parameters = _define.GetParameters().Skip(1).ToList();
        SizeNames = [.. parameters.Where(parameter => parameter.ParameterType == typeof(Size)).Select(parameter => parameter.Name!)];
        var structure = type.GetCustomAttribute<RecurrentCellAttribute>()!.Structure;
        _structure = [.. parameters.Skip(SizeNames.Count).Select((parameter, index) => index < structure.Length ? structure[index] : parameter.DefaultValue!)];
    }

    /// <summary>Every definition of the shipped library and of this project, found by its attribute, so that none can be forgotten.</summary>
    public static IReadOnlyList<Definition> All { get; } =
        [.. new[] { typeof(Lstm).Assembly, typeof(Definition).Assembly }.SelectMany(Within).OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    /// <summary>The names of <see cref="All"/>, for theories.</summary>
    public static TheoryData<string> Names => new(All.Select(definition => definition.Name));

    /// <summary>The names of this project's definitions, for theories whose checks the catalogue makes of the shipped ones.</summary>
    public static TheoryData<string> OddNames => new(All.Where(definition => !definition.IsShipped).Select(definition => definition.Name));

    /// <summary>The names of definitions that mean the same in training and in evaluation, for theories.</summary>
    public static TheoryData<string> NamesWithoutChance => new(All.Where(definition => !definition.IsRandom).Select(definition => definition.Name));

    /// <summary>The names of the shipped cells, for theories.</summary>
    public static TheoryData<string> ShippedNames => new(All.Where(definition => definition.IsShipped).Select(definition => definition.Name));

    /// <summary>The class that holds the definition, and is its float kernel.</summary>
    public Type Type { get; }

    /// <summary>The class that binds the definition in double precision: named so by convention, and stands beside it.</summary>
    public Type DoubleType => Type.Assembly.GetType(Type.FullName + "Double", throwOnError: true)!;

    /// <summary>The name of the class.</summary>
    public string Name => Type.Name;

    /// <summary>Its place among all, from which it takes its turn at what is shared out.</summary>
    public int Turn => All.Select((definition, index) => (definition, index)).First(pair => pair.definition == this).index;

    /// <summary>Whether it stands in the shipped library.</summary>
    public bool IsShipped => Type.Assembly == typeof(Lstm).Assembly;

    /// <summary>Whether something in it is drawn while it trains, so that evaluation means something else.</summary>
    public bool IsRandom =>
        Record().Nodes.SelectMany(node => node.Scan?.Body ?? []).Concat(Record().Nodes).Any(node => node.Op is RandomRow || node.Op.Kind == OpKind.Noise);

    /// <summary>Whether its input enters products alone, so that tokens may stand for one-hot rows.</summary>
    public bool TakesTokens
    {
        get
        {
            var body = Record().Nodes.Single(node => node.Scan is not null).Scan!;
            return body.Body.Where(node => node.Operands.Any(operand => operand.Op == StructureOps.Read)).All(node => node.Op == ProductOps.Dense)
                && body.Carried.All(state => state.Next.Op != StructureOps.Read);
        }
    }

    /// <summary>The names of its sizes, in order.</summary>
    public IReadOnlyList<string> SizeNames { get; }

    /// <summary>The definition whose class is called <paramref name="name"/>.</summary>
    public static Definition Find(string name) => All.Single(definition => definition.Name == name);

    /// <summary>The definition with an id of the catalogue.</summary>
    public static Definition WithId(string id) => Find(Catalogue.Find(id).Definition.Name);

    /// <summary>
    /// Sizes for <paramref name="hidden"/> units, which a shipped cell's second size counts: odd ones for inputs and outputs, so that no extent is a multiple of another.
    /// </summary>
    public int[] Sizes(int hidden)
    {
        hidden = Normalising.Contains(Type) ? Math.Max(hidden, FewestNormalised) : hidden;
        var areEqual = Record().Constraints.Count > 0;
        return [.. SizeNames.Select((name, index) => name == "hidden" || (IsShipped && index == 1) || areEqual ? hidden : 3 + (4 * index))];
    }

    /// <summary>The sizes by name.</summary>
    public Dictionary<string, int> Bindings(int[] sizes) => SizeNames.Zip(sizes).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    /// <summary>Runs the definition; its sizes stay open.</summary>
    public Graph Record()
    {
        var cell = new CellBuilder();
        Define(cell, [.. SizeNames.Select(cell.DeclareSize)]);
        return cell.Build(Name);
    }

    /// <summary>Runs the definition with these sizes.</summary>
    public Graph Record(int[] sizes)
    {
        var cell = new CellBuilder();
        _define.Invoke(null, [cell, .. sizes.Select(size => (object)(Size)size), .. _structure]);
        return cell.Build(Name);
    }

    /// <summary>Runs the definition as a part of a cell.</summary>
    public void Define(CellBuilder cell, Size[] sizes) => _define.Invoke(null, [cell, .. sizes.Select(size => (object)size), .. _structure]);

    private static IEnumerable<Definition> Within(Assembly assembly) =>
        assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RecurrentCellAttribute>() is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new Definition(type));
}
