namespace RnnGraph.Training;

/// <summary>Gates as a table: how often each was shut, between and open, as a bar and in numbers.</summary>
internal static class GateBars
{
    /// <summary>Writes the table.</summary>
    public static void Write(HtmlPage page, IReadOnlyList<GateStatistics> gates)
    {
        page.Raw(FormattableString.Invariant(
            $"""<p class="legend"><span class="key shut"></span>shut (below {GateStatistics.ShutBelow})<span class="key between"></span>between<span class="key open"></span>open (above {GateStatistics.OpenAbove})</p>"""));
        page.Table(
            ["gate", "share of steps and units", "shut", "between", "open", "mean", "units", "always shut", "always open"],
            gates.Select(gate => (IReadOnlyList<HtmlPage.Cell>)
            [
                gate.Name, new(Bar(gate)), Percent(gate.Shut), Percent(1 - gate.Shut - gate.Open), Percent(gate.Open), Text($"{gate.Mean:F3}"),
                Text($"{gate.Units.Count}"), Text($"{gate.Units.Count(unit => unit.Shut == 1)}"), Text($"{gate.Units.Count(unit => unit.Open == 1)}"),
            ]));
    }

    private static string Bar(GateStatistics gate) => Text(
        $"""<div class="bar" title="{Markup.Escape(gate.Name)}: shut {Percent(gate.Shut)}, open {Percent(gate.Open)}">{Piece("shut", gate.Shut)}{Piece("between", 1 - gate.Shut - gate.Open)}{Piece("open", gate.Open)}</div>""");

    private static string Piece(string kind, double share) => Text($"""<div class="{kind}" style="width:{100 * share:0.##}%"></div>""");

    private static string Percent(double share) => Text($"{100 * share:F1} %");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
