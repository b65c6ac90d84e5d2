using RnnGraph.Compiler;

namespace RnnGraph.Generators.Models;

/// <summary>
/// All that the compiler needs of one attributed class, as strings and numbers. It is what the pipeline caches: while it stays equal nothing is compiled or
/// emitted again, whatever else in the program has changed.
/// </summary>
internal sealed class CellModel : IEquatable<CellModel>
{
    private CellModel(string hintName, CellTarget target, string canonicalText, EquatableList<string> sizeNames)
    {
        HintName = hintName;
        Target = target;
        CanonicalText = canonicalText;
        SizeNames = sizeNames;
    }

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

    public static CellModel Sound(string hintName, CellTarget target, string canonicalText, IEnumerable<string> sizeNames) =>
        new(hintName, target, canonicalText, new EquatableList<string>(sizeNames));

    public static CellModel Faulty(string hintName, CellTarget target, IEnumerable<string> sizeNames) =>
        new(hintName, target, "", new EquatableList<string>(sizeNames));

    public bool Equals(CellModel? other) =>
        other is not null && HintName == other.HintName && CanonicalText == other.CanonicalText && Target.Equals(other.Target) && SizeNames.Equals(other.SizeNames);

    public override bool Equals(object? obj) => Equals(obj as CellModel);

    public override int GetHashCode() =>
        unchecked((StringComparer.Ordinal.GetHashCode(HintName) * 31) + StringComparer.Ordinal.GetHashCode(CanonicalText));
}
