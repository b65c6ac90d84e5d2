using System.Runtime.CompilerServices;
using RnnGraph.Compiler;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Models;
using RnnGraph.Generators.Reading;

namespace RnnGraph.Generators;

/// <summary>
/// Compiles one model to files. It hangs on the model alone, so it runs again only when the model changes; what it gave is kept as long as the model, for the driver compares a class with the
/// one that had its place in the program before, and a class that is added in one file moves those of all later files.
/// </summary>
internal static class ClassEmitter
{
    private static readonly ConditionalWeakTable<ClassModel, EmittedClass> Known = new();

    public static EmittedClass Emit(ClassModel model, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Known.GetValue(model, m => EmitAnew(m));
    }

    private static EmittedClass EmitAnew(ClassModel model)
    {
        if (model.IsFaulty)
        {
            return Surface(model, "", "");
        }

        try
        {
            return new EmittedClass(model.HintName, Files(DefinitionKind.Named(model.Kind).Emit(model.CanonicalText, model.Target)));
        }
        catch (CompilationBudgetException exception)
        {
            return Surface(model, exception.Id, exception.Message);
        }
        catch (Exception exception)
        {
            return Surface(model, CompilerRules.Fault.Id, CompilerRules.Fault.Describe(model.Target.ClassName, ClassReader.Describe(exception)));
        }
    }

    /// <summary>What a class keeps when its kernel can't be made: constructor, base class and interfaces, so that only our own diagnostic shows.</summary>
    private static EmittedClass Surface(ClassModel model, string faultId, string faultMessage) =>
        new(model.HintName, Files(DefinitionKind.Named(model.Kind).EmitSurface(model.SizeNames, model.Target)), faultId, faultMessage);

    private static EquatableList<SourceFile> Files(IEnumerable<EmittedFile> files) =>
        new(files.Select(f => new SourceFile(f.Suffix, f.Source)));
}
