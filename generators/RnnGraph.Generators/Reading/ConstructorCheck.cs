using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;

namespace RnnGraph.Generators.Reading;

/// <summary>Checks that the class doesn't declare the constructor that is generated.</summary>
internal static class ConstructorCheck
{
    public static void Run(INamedTypeSymbol type, IReadOnlyList<string> parameters, FindingLog log)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (!constructor.IsImplicitlyDeclared && constructor.Parameters.Length == parameters.Count
                && constructor.Parameters.All(p => p.Type.SpecialType == SpecialType.System_Int32))
            {
                log.Add(DeclarationRules.ConstructorTaken, constructor.Place(), type.Name, string.Join(", ", parameters.Select(p => "int " + p)));
            }
        }
    }
}
