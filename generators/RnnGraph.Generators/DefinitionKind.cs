using Microsoft.CodeAnalysis;
using RnnGraph.Compiler;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators;

/// <summary>What a definition defines, a cell or a network, and all that differs between the two.</summary>
internal sealed class DefinitionKind
{
    private readonly Func<string, CellTarget, IReadOnlyList<EmittedFile>> _emit;
    private readonly Func<IReadOnlyList<string>, CellTarget, IReadOnlyList<EmittedFile>> _emitSurface;

    private DefinitionKind(
        string noun,
        string attribute,
        string builder,
        string[] baseClasses,
        Func<DefinitionBuilder> start,
        Func<string, CellTarget, IReadOnlyList<EmittedFile>> emit,
        Func<IReadOnlyList<string>, CellTarget, IReadOnlyList<EmittedFile>> emitSurface)
    {
        Noun = noun;
        Attribute = attribute;
        Builder = builder;
        BaseClasses = baseClasses;
        Start = start;
        _emit = emit;
        _emitSurface = emitSurface;
    }

    public static DefinitionKind Cell { get; } = new(
        "cell", "RecurrentCell", "CellBuilder cell", ["RecurrentCell"], DefinitionBuilder.OfCell, CellCompiler.Emit, CellCompiler.EmitSurface);

    public static DefinitionKind Network { get; } = new(
        "network", "RecurrentNetwork", "NetworkBuilder net", ["RecurrentNetwork", "CausalNetwork"], DefinitionBuilder.OfNetwork, NetworkCompiler.Emit, NetworkCompiler.EmitSurface);

    public static IReadOnlyList<DefinitionKind> All { get; } = [Cell, Network];

    /// <summary>What it is called in messages, and in cached models.</summary>
    public string Noun { get; }

    /// <summary>The attribute as it is written.</summary>
    public string Attribute { get; }

    /// <summary>The first parameter of a definition.</summary>
    public string Builder { get; }

    /// <summary>The classes that a completed class derives from.</summary>
    public IReadOnlyList<string> BaseClasses { get; }

    /// <summary>Starts an empty builder.</summary>
    public Func<DefinitionBuilder> Start { get; }

    /// <summary>The metadata name of the attribute of a class with a definition of its own.</summary>
    public string Plain => $"RnnGraph.{Attribute}Attribute";

    /// <summary>The metadata name of the attribute that binds another class's definition.</summary>
    public string Binding => Plain + "`1";

    public static DefinitionKind Named(string noun) => All.Single(k => k.Noun == noun);

    public bool IsBuilder(ITypeSymbol type) => type.Name == Builder.Split(' ')[0] && TypeMap.IsOfLanguage(type);

    public IReadOnlyList<EmittedFile> Emit(string canonicalText, CellTarget target) => _emit(canonicalText, target);

    public IReadOnlyList<EmittedFile> EmitSurface(IReadOnlyList<string> sizeNames, CellTarget target) => _emitSurface(sizeNames, target);
}
