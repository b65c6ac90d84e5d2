namespace RnnGraph.Compiler.Emission;

/// <summary>Emits the elementwise bodies: what a reviewer reads.</summary>
internal static class BodiesFile
{
    public static EmittedFile Emit(CellEmission cell)
    {
        var writer = new CodeWriter();
        ClassFrame.Open(writer, cell.Target);
        var isFirst = true;
        foreach (var step in cell.Regions)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            cell.Bodies[step].Write(writer, cell.Body(step));
        }

        ClassFrame.Close(writer, cell.Target);
        return new EmittedFile(".Bodies", writer.ToString());
    }
}
