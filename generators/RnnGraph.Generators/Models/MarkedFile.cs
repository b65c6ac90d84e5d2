namespace RnnGraph.Generators.Models;

/// <summary>A file with classes that may be cells or networks: its place among the program's files, and where in it their declarations start.</summary>
internal sealed class MarkedFile : IEquatable<MarkedFile>
{
    public MarkedFile(int index, EquatableList<int> classes)
    {
        Index = index;
        Classes = classes;
    }

    public int Index { get; }

    public EquatableList<int> Classes { get; }

    public bool Equals(MarkedFile? other) => other is not null && Index == other.Index && Classes.Equals(other.Classes);

    public override bool Equals(object? obj) => Equals(obj as MarkedFile);

    public override int GetHashCode() => unchecked((Index * 31) + Classes.GetHashCode());
}
