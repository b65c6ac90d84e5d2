namespace RnnGraph.Compiler.Emission;

/// <summary>Emits the surface of a class whose definition has errors: it binds, and does nothing, because the build fails with our diagnostics.</summary>
internal static class SurfaceFile
{
    public static EmittedFile Emit(IReadOnlyList<string> sizeNames, CellTarget target, ClassSurface surface)
    {
        var writer = new CodeWriter();
        var scalar = target.IsDouble ? "double" : "float";
        ClassFrame.Open(writer, target, surface.Heritage(target));
        HeaderFile.WriteConstruction(writer, sizeNames, target, surface);
        writer.Line();
        var sizes = target.Bindings.Count > 0 ? target.Bindings.Select(binding => binding.Key) : sizeNames;
        writer.Line($"{HeaderFile.DescribeHead(sizes)} => new() {{ Name = \"{target.ClassName}\" }};");
        foreach (var name in new[] { "Forward", "Backward" })
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Open($"protected override void {name}(ref Rnn::Pass<{scalar}> pass)").Close();
        }

        ClassFrame.Close(writer, target);
        return new EmittedFile("", writer.ToString());
    }
}
