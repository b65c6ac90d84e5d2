using System.Reflection;
using RnnGraph;
using RnnGraph.Cells;

namespace Compare;

/// <summary>A cell that <c>--cells</c> names: one of the catalogue, or one of yours in a built assembly.</summary>
/// <param name="Name">Its name in tables and pictures.</param>
/// <param name="Define">Records its definition, given the features of an input and the hidden units.</param>
internal sealed record CellChoice(string Name, Action<CellBuilder, Size, Size> Define)
{
    private const string Expected = "an id of the catalogue (docs/cells/README.md), such as lstm or gru-torch, or FILE.dll:CLASS of yours with Define(CellBuilder, Size input, Size hidden)";

    /// <summary>Whether inputs must be as wide as the state, so that they are brought to that width first.</summary>
    public bool NeedsEqualWidths
    {
        get
        {
            var cell = new CellBuilder();
            Define(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
            return cell.Build(Name).Constraints.Count > 0;
        }
    }

    /// <summary>The cell of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="IOException">The assembly can't be read.</exception>
    public static CellChoice Find(string name)
    {
        // gru alone is the GRU that everybody means
        var id = name == "gru" ? "gru-torch" : name;
        if (Catalogue.Cells.FirstOrDefault(cell => cell.Id == id) is { } found)
            return new(name, found.Define);
        var at = name.LastIndexOf(".dll:", StringComparison.OrdinalIgnoreCase);
        return at > 0 ? OfAssembly(name[..(at + 4)], name[(at + 5)..]) : throw new ArgumentException($"--cells: expected {Expected}; given {name}", nameof(name));
    }

    private static CellChoice OfAssembly(string file, string type)
    {
        if (!File.Exists(file))
            throw new IOException($"--cells: {file}: expected an assembly, there is no such file");
        var method = Assembly.LoadFrom(Path.GetFullPath(file)).GetTypes().FirstOrDefault(found => found.FullName == type || found.Name == type)
            ?.GetMethod("Define", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(CellBuilder), typeof(Size), typeof(Size)])
            ?? throw new ArgumentException($"--cells: expected {Expected}; {file} has no such class {type}", nameof(type));
        return new(type, method.CreateDelegate<Action<CellBuilder, Size, Size>>());
    }
}
