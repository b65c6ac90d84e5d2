using RnnGraph.Compiler;

namespace RnnGraph.Generators.Models;

/// <summary>
/// All that the compiler needs of one attributed class, as strings and numbers. It is what the pipeline caches: while it stays equal nothing is compiled or
/// emitted again, whatever else in the program has changed.
/// </summary>
internal sealed class ClassModel : IEquatable<ClassModel>
{
    private ClassModel(string kind, string hintName, CellTarget target, string canonicalText, EquatableList<string> sizeNames)
    {
        Kind = kind;
        HintName = hintName;
        Target = target;
        CanonicalText = canonicalText;
        SizeNames = sizeNames;
    }

    /// <summary>What the definition defines: <see cref="DefinitionKind.Noun"/>.</summary>
    public string Kind { get; }

    /// <summary>The class's full metadata name: what its emitted files are called after.</summary>
    public string HintName { get; }

    /// <summary>The class to complete.</summary>
    public CellTarget Target { get; }

    /// <summary>The canonical text of the definition's graph, sizes symbolic; empty if the definition has errors.</summary>
    public string CanonicalText { get; }

    /// <summary>The names of the definition's sizes, as far as they are known.</summary>
    public EquatableList<string> SizeNames { get; }

    /// <summary>Whether only the class's surface can be emitted, because its definition has errors.</summary>
    public bool IsFaulty => CanonicalText.Length == 0;

    public static ClassModel Sound(string kind, string hintName, CellTarget target, string canonicalText, IEnumerable<string> sizeNames) =>
        new(kind, hintName, target, canonicalText, new EquatableList<string>(sizeNames));

    public static ClassModel Faulty(string kind, string hintName, CellTarget target, IEnumerable<string> sizeNames) =>
        new(kind, hintName, target, "", new EquatableList<string>(sizeNames));

    public bool Equals(ClassModel? other) =>
        other is not null && Kind == other.Kind && HintName == other.HintName && CanonicalText == other.CanonicalText && Target.Equals(other.Target) && SizeNames.Equals(other.SizeNames);

    public override bool Equals(object? obj) => Equals(obj as ClassModel);

    public override int GetHashCode() =>
        unchecked((StringComparer.Ordinal.GetHashCode(HintName) * 31) + StringComparer.Ordinal.GetHashCode(CanonicalText));
}
