namespace RnnGraph.Compiler.Emission;

/// <summary>Emits the file that carries a definition's canonical text, so that other assemblies can bind it and reviewers can read it.</summary>
internal static class GraphFile
{
    public static EmittedFile Emit(string canonicalText, CellTarget target)
    {
        var writer = new CodeWriter();
        ClassFrame.Open(writer, target, attribute: w =>
        {
            w.Line("[global::RnnGraph.CellGraph(");
            w.Raw("\"\"\"\n" + canonicalText + "\n\"\"\")]\n");
        });
        ClassFrame.Close(writer, target);
        return new EmittedFile(".Graph", writer.ToString());
    }
}
