namespace RnnGraph.Building;

/// <summary>Errors that show only when a definition has been read to its end.</summary>
internal static class CompletenessCheck
{
    public static IReadOnlyList<DefinitionException> Run(CellRecording cell)
    {
        var errors = Results(cell).Concat(Sizes(cell)).Concat(Adjoints(cell)).ToList();

        // What only an incomplete state or output would use is not unused.
        return errors.Count == 0 ? Unused(cell).ToList() : errors;
    }

    private static IEnumerable<DefinitionException> Results(CellRecording cell)
    {
        if (cell.States.Count == 0)
        {
            yield return new DefinitionException(DiagnosticIds.NoState, "The cell has no state, so it is not recurrent; declare one with cell.State(name, size).");
        }

        foreach (var state in cell.States.Where(state => state.NextHandle is null))
        {
            yield return new DefinitionException(
                DiagnosticIds.StateNeverUpdated, $"The state '{state.Name}' is never updated; give it a value with cell.Next({state.Name}, …).", state.Handle);
        }

        if (cell.Outputs.Count == 0)
        {
            yield return new DefinitionException(DiagnosticIds.NoOutput, "The cell has no output; name one with cell.Output(name, value).");
        }
    }

    private static IEnumerable<DefinitionException> Sizes(CellRecording cell)
        => cell.Values.Concat(cell.Inputs.Concat(cell.Parameters).Select(value => value.Draft)).Concat(cell.States.Select(state => state.Initial))
            .SelectMany(draft => draft.Shape.Rows.Symbols.Concat(draft.Shape.Columns.Symbols))
            .Concat(cell.Constraints.SelectMany(pair => pair.Key.Symbols.Concat(pair.Value.Symbols)))
            .Distinct(StringComparer.Ordinal)
            .Where(symbol => !cell.Sizes.Contains(symbol))
            .Select(symbol => new DefinitionException(DiagnosticIds.SizeNotBound, $"The size '{symbol}' is not one of the cell's; sizes are parameters of the definition."));

    // The adjoint graph calls the gradient of output y and of final state h d.y and d.h.
    private static IEnumerable<DefinitionException> Adjoints(CellRecording cell)
        => cell.Outputs.Select(output => output.Name).Concat(cell.States.Select(state => state.Name))
            .Where(name => cell.IsTaken(Names.Adjoint(name)))
            .Select(name => new DefinitionException(DiagnosticIds.NameUsedTwice, $"The name '{Names.Adjoint(name)}' is kept for the gradient of '{name}'; choose another."));

    private static IEnumerable<DefinitionException> Unused(CellRecording cell)
    {
        var live = Liveness.Of(cell);
        foreach (var input in cell.Inputs.Where(input => !live.Contains(input.Draft)))
        {
            yield return new DefinitionException(
                DiagnosticIds.UnusedInput, $"No next state, output or tap depends on the input '{input.Name}'; use it or remove it.", input.Handle);
        }

        foreach (var call in cell.Parameters.Where(parameter => !live.Contains(parameter.Draft)).GroupBy(parameter => parameter.Handle))
        {
            var keys = string.Join(", ", call.Select(parameter => "'" + parameter.Name + "'"));
            yield return new DefinitionException(
                DiagnosticIds.UnusedParameter, $"No next state, output or tap depends on {keys}; use the value or remove this call.", call.Key);
        }
    }
}
