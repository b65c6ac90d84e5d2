namespace RnnGraph.Generators.Models;

/// <summary>What reading one attributed class gave: a model, unless the class can't be completed at all, and findings.</summary>
internal sealed class ClassReading : IEquatable<ClassReading>
{
    public ClassReading(ClassModel? model, SourceSpan site, EquatableList<Finding> findings)
    {
        Model = model;
        Site = site;
        Findings = findings;
    }

    public ClassModel? Model { get; }

    /// <summary>The class's name in the source: where faults of later stages are reported.</summary>
    public SourceSpan Site { get; }

    public EquatableList<Finding> Findings { get; }

    public bool Equals(ClassReading? other) =>
        other is not null && Equals(Model, other.Model) && Site.Equals(other.Site) && Findings.Equals(other.Findings);

    public override bool Equals(object? obj) => Equals(obj as ClassReading);

    public override int GetHashCode() => unchecked(((Model?.GetHashCode() ?? 0) * 31) + Site.GetHashCode());
}
