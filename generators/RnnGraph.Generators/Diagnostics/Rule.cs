using System.Globalization;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Diagnostics;

/// <summary>
/// One kind of diagnostic. The message is finished when the finding is made, because a cached finding holds text only; the descriptor therefore just passes it on.
/// </summary>
internal sealed class Rule
{
    private const string Category = "RnnGraph";

    private readonly string _format;

    /// <param name="id">The id, <c>RNNxxxx</c>; its page is <c>docs/rules/{id}.md</c>.</param>
    /// <param name="title">A few words.</param>
    /// <param name="format">What is wrong, quoting the user, and what to write instead; <c>{0}</c>, <c>{1}</c>… are the arguments.</param>
    public Rule(string id, string title, string format)
    {
        Id = id;
        Title = title;
        _format = format;
        Descriptor = new DiagnosticDescriptor(id, title, "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    }

    public string Id { get; }

    public string Title { get; }

    public DiagnosticDescriptor Descriptor { get; }

    public string Describe(params object[] arguments) => string.Format(CultureInfo.InvariantCulture, _format, arguments);
}
