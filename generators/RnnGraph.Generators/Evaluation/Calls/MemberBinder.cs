using System.Reflection;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>
/// Finds the real method behind a symbol, by name and parameter types: the two describe different copies of an assembly, so nothing else about them need agree.
/// </summary>
internal static class MemberBinder
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static BoundMember? Find(Evaluator evaluator, IMethodSymbol method, TypeArguments types)
    {
        var row = TypeMap.IsLanguage(method) ? null : LibraryTable.Find(TypeMap.MetadataName(method.ContainingType.OriginalDefinition));
        if (row?.Substitute is { } substitute && Substitute(evaluator, substitute, method, types) is { } replaced)
        {
            return new BoundMember(replaced, takesSelf: !method.IsStatic);
        }

        if (evaluator.Types.Find(method.ContainingType, types) is not { } host)
        {
            return null;
        }

        if (method.MethodKind == MethodKind.Constructor)
        {
            var parameters = Parameters(evaluator, method, types);
            return parameters is not null && host.GetConstructor(parameters) is { } constructor ? new BoundMember(constructor, takesSelf: false) : null;
        }

        return Among(evaluator, host.GetMethods(Declared), method, types, self: null) is { } found ? new BoundMember(found, takesSelf: false) : null;
    }

    private static MethodInfo? Substitute(Evaluator evaluator, Type substitute, IMethodSymbol method, TypeArguments types)
    {
        var self = method.IsStatic ? null : evaluator.Types.Find(method.ContainingType, types);
        if (substitute.IsGenericTypeDefinition)
        {
            var arguments = method.ContainingType.TypeArguments.Select(t => evaluator.Types.Find(t, types)).ToArray();
            if (Array.IndexOf(arguments, null) >= 0)
            {
                return null;
            }

            substitute = substitute.MakeGenericType(arguments!);
        }

        return Among(evaluator, substitute.GetMethods(Declared), method, types, self);
    }

    private static MethodInfo? Among(Evaluator evaluator, IEnumerable<MethodInfo> candidates, IMethodSymbol method, TypeArguments types, Type? self)
    {
        if (Parameters(evaluator, method, types) is not { } parameters)
        {
            return null;
        }

        var expected = self is null ? parameters : parameters.Prepend(self).ToArray();
        var arguments = method.TypeArguments.Select(t => evaluator.Types.Find(t, types)).ToArray();
        var returns = method.MethodKind == MethodKind.Conversion ? evaluator.Types.Find(method.ReturnType, types) : null;
        foreach (var candidate in candidates)
        {
            if (candidate.Name == method.MetadataName && candidate.GetParameters().Length == expected.Length
                && Close(candidate, arguments) is { } closed
                && closed.GetParameters().Select(p => p.ParameterType).SequenceEqual(expected)
                && (returns is null || closed.ReturnType == returns))
            {
                return closed;
            }
        }

        return null;
    }

    private static Type[]? Parameters(Evaluator evaluator, IMethodSymbol method, TypeArguments types)
    {
        var found = new List<Type>();
        foreach (var parameter in method.Parameters)
        {
            if (evaluator.Types.Find(parameter.Type, types) is not { } type)
            {
                return null;
            }

            found.Add(parameter.RefKind == RefKind.None ? type : type.MakeByRefType());
        }

        return found.ToArray();
    }

    private static MethodInfo? Close(MethodInfo candidate, Type?[] arguments)
    {
        if (candidate.GetGenericArguments().Length != arguments.Length || Array.IndexOf(arguments, null) >= 0)
        {
            return null;
        }

        if (arguments.Length == 0)
        {
            return candidate;
        }

        try
        {
            return candidate.MakeGenericMethod(arguments!);
        }
        catch (ArgumentException)
        {
            // The arguments break the candidate's constraints: then it isn't the one.
            return null;
        }
    }
}
