using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Models;

namespace RnnGraph.Generators.Evaluation;

/// <summary>The findings of one evaluation, each once, in the order in which they were met.</summary>
internal sealed class FindingLog
{
    private readonly List<Finding> _findings = new();

    public IReadOnlyList<Finding> All => _findings;

    public bool IsEmpty => _findings.Count == 0;

    /// <summary>Adds a finding unless it is known, as one in a loop or a helper may be, and gives poison.</summary>
    public Poison Add(string id, Location location, string message) => Add(new Finding(id, SourceSpan.From(location), message));

    /// <summary>Adds a finding unless it is known.</summary>
    public Poison Add(Finding finding)
    {
        if (!_findings.Contains(finding))
        {
            _findings.Add(finding);
        }

        return Poison.Value;
    }
}
