using RnnGraph.Building;
using RnnGraph.Graphs;

namespace RnnGraph;

public sealed partial class NetworkBuilder
{
    /// <summary>
    /// Runs a cell over the steps: <c>var enc = net.Scan("enc", c => Lstm.Define(c, input, hidden), x);</c>. Its parameters, states, taps and names get the prefix
    /// <c>enc.</c>. It runs along the time axis of the inputs that have one, else along <c>time</c>; an input without is the same at every step.
    /// </summary>
    /// <param name="name">The prefix, without its dot.</param>
    /// <param name="define">Runs the cell's definition with the builder it is given.</param>
    /// <param name="inputs">The values for its inputs: in the order in which it declares them, or by name as <c>("x", value)</c>.</param>
    /// <exception cref="DefinitionException">The inputs have different time axes, the definition lacks an input's value or is given one too many, or what it says is wrong itself.</exception>
    public ScanResults Scan(string name, Action<CellBuilder> define, params Operand[] inputs) => Scan(name, null, Direction.Forward, define, inputs);

    /// <summary>Runs a cell over the steps of <paramref name="along"/>, also when no input of it has steps: then it writes a sequence of its states alone.</summary>
    /// <inheritdoc cref="Scan(string, Action{CellBuilder}, Operand[])"/>
    public ScanResults Scan(string name, TimeAxis along, Action<CellBuilder> define, params Operand[] inputs) => Scan(name, along, Direction.Forward, define, inputs);

    /// <summary>Runs a cell over the steps from the last to the first, each sequence within its own length. Its states start from 0 unless given a start.</summary>
    /// <inheritdoc cref="Scan(string, Action{CellBuilder}, Operand[])"/>
    public ScanResults ScanReversed(string name, Action<CellBuilder> define, params Operand[] inputs) => Scan(name, null, Direction.Reverse, define, inputs);

    private ScanResults Scan(string name, TimeAxis? along, Direction direction, Action<CellBuilder> define, Operand[] inputs)
    {
        Names.Check(name);
        var axis = Axis(name, along, inputs);
        _recording.Declare(name);
        var scan = _recording.Scan(name, axis, direction);
        var scope = new ScopeRecording(_recording, "scan", name, inputs);
        scope.Run(define, scan);
        scope.Repeat(scan);
        return new ScanResults(_recording, scan, scope);
    }

    private string Axis(string name, TimeAxis? along, Operand[] inputs)
    {
        var axis = along?.Name;
        foreach (var input in inputs)
        {
            CheckOutside(input.Node);
            var other = input.Node.Draft.Axis;
            if (axis is not null && other is not null && axis != other)
            {
                throw new DefinitionException(
                    DiagnosticIds.AxesDiffer, $"The scan '{name}' runs along the time axis '{axis}', but is given an input along '{other}'; their lengths differ, so step t of one is not step t of the other.");
            }

            axis ??= other;
        }

        return axis ?? TimeAxis.Default;
    }
}
