using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Errors that show only when a definition has been read to its end.</summary>
internal static class CompletenessCheck
{
    public static IReadOnlyList<DefinitionException> OfCell(CellRecording cell) => Run(cell, CellResults(cell));

    public static IReadOnlyList<DefinitionException> OfNetwork(CellRecording network) => Run(network, NetworkResults(network));

    private static IReadOnlyList<DefinitionException> Run(CellRecording recording, IEnumerable<DefinitionException> results)
    {
        var errors = results.Concat(Sizes(recording)).Concat(Adjoints(recording)).ToList();

        // What only an incomplete state or output would use is not unused.
        return errors.Count == 0 ? Unused(recording).ToList() : errors;
    }

    private static IEnumerable<DefinitionException> CellResults(CellRecording cell)
    {
        if (cell.States.Count == 0)
        {
            yield return new DefinitionException(DiagnosticIds.NoState, "The cell has no state, so it is not recurrent; declare one with cell.State(name, size).");
        }

        foreach (var error in NeverUpdated(cell))
        {
            yield return error;
        }

        if (cell.Outputs.Count == 0)
        {
            yield return new DefinitionException(DiagnosticIds.NoOutput, "The cell has no output; name one with cell.Output(name, value).");
        }
    }

    private static IEnumerable<DefinitionException> NetworkResults(CellRecording network)
    {
        foreach (var error in NeverUpdated(network))
        {
            yield return error;
        }

        if (network.Outputs.Count + network.Losses.Count == 0)
        {
            yield return new DefinitionException(DiagnosticIds.NoOutput, "The network has neither an output nor a loss; name one with net.Output(name, value) or net.Loss(name, value).");
        }
    }

    private static IEnumerable<DefinitionException> NeverUpdated(CellRecording recording)
        => recording.States.Where(state => state.NextHandle is null).Select(state => new DefinitionException(
            DiagnosticIds.StateNeverUpdated, $"The state '{state.Name}' is never updated; give it a value with cell.Next({state.Name.Substring(state.Name.LastIndexOf('.') + 1)}, …).", state.Handle));

    private static IEnumerable<DefinitionException> Sizes(CellRecording recording)
        => recording.Values.Concat(recording.Inputs.Concat(recording.Parameters).Select(value => value.Draft)).Concat(recording.States.Select(state => state.Carried.Argument))
            .SelectMany(draft => draft.Shape.Rows.Symbols.Concat(draft.Shape.Columns.Symbols).Concat(draft.Vocabulary?.Symbols ?? []))
            .Concat(recording.Constraints.SelectMany(pair => pair.Key.Symbols.Concat(pair.Value.Symbols)))
            .Distinct(StringComparer.Ordinal)
            .Where(symbol => !recording.Sizes.Contains(symbol))
            .Select(symbol => new DefinitionException(DiagnosticIds.SizeNotBound, $"The size '{symbol}' is not one of the cell's; sizes are parameters of the definition."));

    // The adjoint graph calls the gradient of output y, of loss l and of final state h d.y, d.l and d.h.
    private static IEnumerable<DefinitionException> Adjoints(CellRecording recording)
        => recording.Outputs.Concat(recording.Losses).Select(output => output.Name).Concat(recording.States.Where(state => state.IsGiven).Select(state => state.Name))
            .Where(name => recording.IsTaken(Names.Adjoint(name)))
            .Select(name => new DefinitionException(DiagnosticIds.NameUsedTwice, $"The name '{Names.Adjoint(name)}' is kept for the gradient of '{name}'; choose another."));

    private static IEnumerable<DefinitionException> Unused(CellRecording recording)
    {
        var live = Liveness.Of(recording);
        var nothing = recording.Losses.Count == 0 ? "No next state, output or tap" : "No next state, output, loss or tap";
        foreach (var input in recording.Inputs.Where(input => !live.Contains(input.Draft)))
        {
            yield return new DefinitionException(DiagnosticIds.UnusedInput, $"{nothing} depends on the input '{input.Name}'; use it or remove it.", input.Handle);
        }

        foreach (var call in recording.Parameters.Where(parameter => !live.Contains(parameter.Draft)).GroupBy(parameter => parameter.Handle))
        {
            var keys = string.Join(", ", call.Select(parameter => "'" + parameter.Name + "'"));
            yield return new DefinitionException(DiagnosticIds.UnusedParameter, $"{nothing} depends on {keys}; use the value or remove this call.", call.Key);
        }
    }
}
