using System.Numerics;
using System.Reflection;
using RnnGraph.Graphs;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>The definition of a network, wherever it stands, and its kernels in both precisions with their sizes open.</summary>
internal sealed class NetworkDefinition
{
    private readonly MethodInfo _define;
    private readonly IReadOnlyList<object> _structure;

    private NetworkDefinition(Type type, Type single, Type twice, Func<int[], RecurrentNetwork<float>> makeSingle, Func<int[], RecurrentNetwork<double>> makeDouble)
    {
        (Type, Classes, Single, Double) = (type, [type, single, twice], makeSingle, makeDouble);
        _define = type.GetMethod("Define", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type} has [RecurrentNetwork] but no Define");
        SizeNames = [.. _define.GetParameters().Where(parameter => parameter.ParameterType == typeof(Size)).Select(parameter => parameter.Name!)];
        _structure = type.GetCustomAttribute<RecurrentNetworkAttribute>()!.Structure;
    }

    /// <summary>The class that holds the definition.</summary>
    public Type Type { get; }

    /// <summary>Every class that is generated from the definition here.</summary>
    public IReadOnlyList<Type> Classes { get; }

    /// <summary>Makes the float kernel.</summary>
    public Func<int[], RecurrentNetwork<float>> Single { get; }

    /// <summary>Makes the double kernel.</summary>
    public Func<int[], RecurrentNetwork<double>> Double { get; }

    /// <summary>The names of its sizes, in order.</summary>
    public IReadOnlyList<string> SizeNames { get; }

    /// <summary>A definition and its kernels.</summary>
    public static NetworkDefinition Of<TDefinition, TSingle, TDouble>()
        where TSingle : RecurrentNetwork<float>, IRecurrentNetwork<TSingle, float>
        where TDouble : RecurrentNetwork<double>, IRecurrentNetwork<TDouble, double> =>
        new(typeof(TDefinition), typeof(TSingle), typeof(TDouble), sizes => TSingle.Create(sizes), sizes => TDouble.Create(sizes));

    /// <summary>Runs the definition; its sizes stay open.</summary>
    public Graph Record()
    {
        var net = new NetworkBuilder();
        return Record(net, SizeNames.Select(net.DeclareSize));
    }

    /// <summary>Runs the definition with these sizes.</summary>
    public Graph Record(int[] sizes) => Record(new NetworkBuilder(), sizes.Select(size => (Size)size));

    /// <summary>The kernel in the precision of <typeparamref name="T"/>.</summary>
    public RecurrentNetwork<T> Make<T>(int[] sizes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (RecurrentNetwork<T>)(object)(typeof(T) == typeof(double) ? Double(sizes) : Single(sizes));

    private Graph Record(NetworkBuilder net, IEnumerable<Size> sizes)
    {
        _define.Invoke(null, [net, .. sizes.Select(size => (object)size), .. _structure]);
        return net.Build(Type.Name);
    }
}
