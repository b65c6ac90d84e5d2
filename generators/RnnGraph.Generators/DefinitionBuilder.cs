using RnnGraph.Graphs;

namespace RnnGraph.Generators;

/// <summary>A builder of either kind, as far as whoever runs a definition uses it.</summary>
internal sealed class DefinitionBuilder
{
    private readonly Func<string, Size> _declareSize;
    private readonly Func<IReadOnlyList<DefinitionException>> _check;
    private readonly Func<string, Graph> _build;

    private DefinitionBuilder(object builder, Func<string, Size> declareSize, Func<IReadOnlyList<DefinitionException>> check, Func<string, Graph> build)
    {
        Builder = builder;
        _declareSize = declareSize;
        _check = check;
        _build = build;
    }

    /// <summary>The builder itself: the definition's first argument.</summary>
    public object Builder { get; }

    public static DefinitionBuilder OfCell()
    {
        var cell = new CellBuilder();
        return new DefinitionBuilder(cell, cell.DeclareSize, cell.Check, cell.Build);
    }

    public static DefinitionBuilder OfNetwork()
    {
        var net = new NetworkBuilder();
        return new DefinitionBuilder(net, net.DeclareSize, net.Check, net.Build);
    }

    public Size DeclareSize(string name) => _declareSize(name);

    public IReadOnlyList<DefinitionException> Check() => _check();

    public Graph Build(string name) => _build(name);
}
