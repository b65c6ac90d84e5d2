using RnnGraph.Compiler.Emission;

namespace RnnGraph.Compiler;

/// <summary>The compiler's front: canonical text of a cell in, C# source out. Pure: the same text and target give the same bytes.</summary>
public static class CellCompiler
{
    /// <summary>Emits all files of one cell.</summary>
    /// <param name="canonicalText">The canonical text of the definition's graph, with its sizes symbolic.</param>
    /// <param name="target">The class to complete.</param>
    /// <exception cref="CompilationBudgetException">The definition asks for more than the compiler gives.</exception>
    /// <exception cref="NotSupportedException">The graph has an op that the compiler does not emit.</exception>
    public static IReadOnlyList<EmittedFile> Emit(string canonicalText, CellTarget target) => Front.Emit(canonicalText, target, _ => ClassSurface.Cell);

    /// <summary>Emits what a class keeps when its definition has errors: constructor, base class and interfaces, so that the rest of the program still binds.</summary>
    /// <param name="sizeNames">The names of the definition's sizes, as far as they are known.</param>
    /// <param name="target">The class to complete.</param>
    public static IReadOnlyList<EmittedFile> EmitSurface(IReadOnlyList<string> sizeNames, CellTarget target) => new[] { SurfaceFile.Emit(sizeNames, target, ClassSurface.Cell) };
}
