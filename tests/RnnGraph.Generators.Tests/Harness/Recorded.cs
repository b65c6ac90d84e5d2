using System.Reflection;
using RnnGraph.Text;

namespace RnnGraph.Generators.Tests.Harness;

/// <summary>Definitions that run.</summary>
internal static class Recorded
{
    /// <summary>Whether an attribute makes a class a cell or network.</summary>
    public static bool IsOfDefinition(Attribute attribute) => attribute.GetType().Name.StartsWith("Recurrent", StringComparison.Ordinal);

    /// <summary>The text of the graph that a class's definition records.</summary>
    public static string Text(Type type)
    {
        var attribute = type.GetCustomAttributes().Single(IsOfDefinition);
        var owner = attribute.GetType().GenericTypeArguments.FirstOrDefault() ?? type;
        var define = owner.GetMethod("Define", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        var structure = new Queue<object>((object[])attribute.GetType().GetProperty("Structure")!.GetValue(attribute)!);
        var (cell, net) = (new CellBuilder(), new NetworkBuilder());
        var isNetwork = define.GetParameters()[0].ParameterType == typeof(NetworkBuilder);
        object[] arguments =
        [
            isNetwork ? net : cell,
            .. define.GetParameters().Skip(1).Select(p =>
                p.ParameterType == typeof(Size) ? isNetwork ? net.DeclareSize(p.Name!) : cell.DeclareSize(p.Name!)
                : structure.TryDequeue(out var value) ? value : p.DefaultValue!),
        ];
        define.Invoke(null, arguments);
        return GraphText.Print(isNetwork ? net.Build(owner.Name) : cell.Build(owner.Name));
    }
}
