using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Virtual and interface dispatch on the user's own objects.</summary>
internal static class Dispatch
{
    public static IMethodSymbol Find(ScriptObject self, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return self.Type.FindImplementationForInterfaceMember(method) as IMethodSymbol ?? method;
        }

        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride)
        {
            return method;
        }

        for (var type = self.Type; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var at = member; at is not null; at = at.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, method.OriginalDefinition))
                    {
                        return member;
                    }
                }
            }
        }

        return method;
    }
}
