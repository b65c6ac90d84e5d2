namespace RnnGraph.Training;

/// <summary>How pages look. System fonts alone, so that nothing is fetched.</summary>
internal static class HtmlStyles
{
    /// <summary>The style sheet of a page, without its charts'.</summary>
    public const string Page = """
        :root { color-scheme: light dark; --ground: #fff; --ink: #222; --soft: #666; --line: #ddd; --panel: #f5f6f8; --shut: #0072b2; --between: #c9ced6; --open: #d55e00; --warm: 213 94 0; --cold: 0 114 178; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #0d1117; --ink: #d6d9de; --soft: #9aa2ad; --line: #2b313a; --panel: #161b22; --shut: #4aa3df; --between: #3a424d; --open: #ff8c42; --warm: 255 140 66; --cold: 74 163 223; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 900px; margin: 0 auto; padding: 16px 20px 48px; }
        h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 2.2rem 0 0.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
        p { margin: 0.4rem 0 0.8rem; max-width: 46rem; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 8px; margin: 0.8rem 0; }
        dl > div { background: var(--panel); border-radius: 6px; padding: 6px 10px; min-width: 0; } dt { font-size: 0.8rem; color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        details { margin: 1rem 0; } summary { cursor: pointer; color: var(--soft); }
        details dl { grid-template-columns: 1fr; gap: 2px; } details dl > div { display: grid; grid-template-columns: minmax(110px, 220px) 1fr; gap: 10px; padding: 3px 10px; }
        figure { margin: 1rem 0 1.4rem; } figcaption { font-weight: 600; margin-bottom: 2px; }
        svg { display: block; max-width: 100%; height: auto; } .narrow { display: none; }
        .scrolls { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
        th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); white-space: nowrap; } th { font-size: 0.8rem; color: var(--soft); font-weight: 600; }
        pre, .map { background: var(--panel); border-radius: 6px; padding: 10px 12px; font: 13px/1.6 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; margin: 0.4rem 0 1rem; }
        .bar { display: flex; height: 14px; width: 100%; min-width: 160px; border-radius: 3px; overflow: hidden; background: var(--between); }
        .bar .shut { background: var(--shut); } .bar .between { background: var(--between); } .bar .open { background: var(--open); }
        .key { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin: 0 4px 0 12px; vertical-align: -1px; } .key:first-child { margin-left: 0; }
        .key.shut { background: var(--shut); } .key.between { background: var(--between); } .key.open { background: var(--open); }
        .legend { font-size: 0.85rem; color: var(--soft); } .scale { display: flex; align-items: center; gap: 8px; font-size: 0.85rem; color: var(--soft); flex-wrap: wrap; } .scale .steps { display: flex; } .scale .name { width: 100%; }
        .scale i { width: 12px; height: 16px; } .map span, .scale i { background: rgb(var(--hue) / var(--depth)); } .map span { border-radius: 2px; }
        @media (max-width: 640px) { .wide { display: none; } .narrow { display: block; } main { padding: 12px 14px 40px; } details dl > div { grid-template-columns: 1fr; gap: 0; } }

        """;
}
