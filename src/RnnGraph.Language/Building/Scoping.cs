using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Which values may meet: those of one scan's body with each other and with what is the same at every step; outside, those of one time axis.</summary>
internal static class Scoping
{
    /// <summary>Returns when the operands may be joined in one op. Whether their time axes agree is the draft's own check.</summary>
    /// <exception cref="DefinitionException">A value of the inside of a scan is used outside it, or one of every step inside without being its input.</exception>
    public static void Check(OpRow op, IReadOnlyList<Node> operands)
    {
        var within = operands.Select(operand => operand.Draft.Within).FirstOrDefault(scan => scan is not null);
        foreach (var operand in operands.Select(operand => operand.Draft))
        {
            if (within is not null && operand.Within is null && operand.Space == Space.Step)
            {
                throw new DefinitionException(
                    DiagnosticIds.ForeignNode, $"'{op.Name}' inside the scan '{within.Node.Name}' reads a value of every step from outside; supply it as an input of the scan.");
            }

            if (within is not null && operand.Within is { } other && other != within)
            {
                throw Outside(other);
            }
        }
    }

    /// <summary>Returns when a value is one of the network, not of the inside of a scan.</summary>
    /// <exception cref="DefinitionException">It is inside a scan.</exception>
    public static void CheckOutside(Node value)
    {
        if (value.Draft.Within is { } scan)
        {
            throw Outside(scan);
        }
    }

    /// <summary>The error of using a value of a scan's inside where it isn't known.</summary>
    public static DefinitionException Outside(ScanDraft scan)
        => new(DiagnosticIds.ForeignNode, $"A value of the inside of the scan '{scan.Node.Name}' is used outside it; name it with cell.Output, and read it from what the scan returns.");
}
