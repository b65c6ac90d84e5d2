using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace RnnGraph.Language.Tests.Documentation;

/// <summary>Public members as a page shows them: the C# signature, and the summary of the documentation comment.</summary>
internal static class Documented
{
    private static readonly Lazy<Dictionary<string, XElement>> Comments = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(CellBuilder).Assembly.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));

    /// <summary>The summary of a method or property, as Markdown on one line; null where it only repeats another's.</summary>
    public static string? Summary(MemberInfo member)
    {
        var prefix = member is MethodInfo ? "M:" : "P:";
        var name = $"{prefix}{member.DeclaringType!.FullName}.{member.Name}";
        var parameters = member is MethodInfo method ? Parameters(method) : "";
        var summary = Comments.Value.TryGetValue(name + parameters, out var comment) ? comment.Element("summary") : null;
        return summary is null ? null : Text(summary);
    }

    /// <summary>The member as one would declare it, without types where a name says more.</summary>
    public static string Signature(MemberInfo member)
        => member is MethodInfo method ? $"{method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))})" : member.Name;

    private static string Parameter(ParameterInfo parameter)
    {
        var text = (parameter.GetCustomAttribute<ParamArrayAttribute>() is null ? "" : "params ") + TypeName(parameter.ParameterType) + " " + parameter.Name;
        return !parameter.HasDefaultValue ? text : text + " = " + parameter.DefaultValue switch
        {
            null => "null",
            bool value => value ? "true" : "false",
            IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };
    }

    private static string TypeName(Type type)
        => Nullable.GetUnderlyingType(type) is { } inner ? TypeName(inner) + "?"
            : type.IsArray ? TypeName(type.GetElementType()!) + "[]"
            : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GenericTypeArguments.Select(TypeName))}>"
            : type == typeof(string) ? "string"
            : type == typeof(float) ? "float"
            : type == typeof(int) ? "int"
            : type == typeof(bool) ? "bool"
            : type.Name;

    // As the compiler writes it into the documentation file.
    private static string Parameters(MethodInfo method)
    {
        var types = method.GetParameters().Select(parameter => Id(parameter.ParameterType)).ToArray();
        return types.Length == 0 ? "" : "(" + string.Join(",", types) + ")";
    }

    private static string Id(Type type)
        => type.IsArray ? Id(type.GetElementType()!) + "[]"
            : type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(",", type.GenericTypeArguments.Select(Id))}}}"
            : type.FullName!;

    private static string Text(XElement summary)
    {
        var text = new StringBuilder();
        foreach (var node in summary.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
                XElement { Name.LocalName: "see" } see => $"`{Referred(see.Attribute("cref")!.Value)}`",
                _ => throw new InvalidOperationException($"'{node}' in a summary is not foreseen."),
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Referred(string cref) => cref.Split('(')[0].Split(':')[1].Split('.')[^1];
}
