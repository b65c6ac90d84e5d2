using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RnnGraph.Generators.Models;

/// <summary>
/// A place in the user's source as path, start and length. A <see cref="Location"/> holds its syntax tree, and through it a whole compilation, so it may not
/// stand in a cached model; it is made again from the compilation's own tree when a diagnostic is reported, because only such a location obeys <c>#pragma warning</c>.
/// </summary>
internal sealed class SourceSpan : IEquatable<SourceSpan>
{
    private SourceSpan(string path, int start, int length)
    {
        Path = path;
        Start = start;
        Length = length;
    }

    public string Path { get; }

    public int Start { get; }

    public int Length { get; }

    public static SourceSpan From(Location location) =>
        new(location.SourceTree?.FilePath ?? "", location.SourceSpan.Start, location.SourceSpan.Length);

    /// <summary>The place in <paramref name="compilation"/>; nowhere, if its file is gone.</summary>
    public Location Find(Compilation compilation)
    {
        var span = new TextSpan(Start, Length);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath == Path && tree.Length >= span.End)
            {
                return Location.Create(tree, span);
            }
        }

        return Location.None;
    }

    public bool Equals(SourceSpan? other) => other is not null && Path == other.Path && Start == other.Start && Length == other.Length;

    public override bool Equals(object? obj) => Equals(obj as SourceSpan);

    public override int GetHashCode() => unchecked((((StringComparer.Ordinal.GetHashCode(Path) * 31) + Start) * 31) + Length);
}
