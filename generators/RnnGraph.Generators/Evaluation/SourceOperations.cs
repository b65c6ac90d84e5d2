using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// The operation trees of one compilation, for one reader, whose steps they note. Binding is the dear part of reading a definition, so semantic models and trees are kept as long as
/// their compilation lives: a helper that forty cells call is bound once.
/// </summary>
internal sealed class SourceOperations
{
    private static readonly ConditionalWeakTable<Compilation, Bound> Cache = new();

    private readonly Bound _bound;
    private readonly HashSet<SyntaxTree> _read = new();

    private SourceOperations(Compilation compilation)
    {
        Compilation = compilation;
        _bound = Cache.GetValue(compilation, _ => new Bound());
    }

    public Compilation Compilation { get; }

    /// <summary>The files of which this reader has seen any operation.</summary>
    public IReadOnlyCollection<SyntaxTree> Read => _read;

    public static SourceOperations Of(Compilation compilation) => new(compilation);

    public SemanticModel Model(SyntaxTree tree) => _bound.Models.GetOrAdd(tree, t => Compilation.GetSemanticModel(t));

    /// <summary>The operation at a whole declaration or initialiser; inside those, walk down, because the model knows none for some inner nodes.</summary>
    public IOperation? At(SyntaxNode syntax, CancellationToken cancellation)
    {
        _read.Add(syntax.SyntaxTree);
        if (_bound.Operations.TryGetValue(syntax, out var known))
        {
            return known;
        }

        var operation = Model(syntax.SyntaxTree).GetOperation(syntax, cancellation);
        return _bound.Operations.GetOrAdd(syntax, operation);
    }

    /// <summary>The operation of what declares <paramref name="symbol"/> in this compilation, or null.</summary>
    public IOperation? Declaration(ISymbol symbol, CancellationToken cancellation)
    {
        if (!IsHere(symbol))
        {
            return null;
        }

        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (At(reference.GetSyntax(cancellation), cancellation) is { } operation)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>The body of a method, accessor, constructor or local function with source in this compilation, or null.</summary>
    public IBlockOperation? Body(IMethodSymbol method, CancellationToken cancellation)
    {
        var definition = method.OriginalDefinition;
        return Declaration(definition.PartialImplementationPart ?? definition, cancellation) switch
        {
            IMethodBodyBaseOperation body => body.BlockBody ?? body.ExpressionBody,
            ILocalFunctionOperation local => local.Body,
            IBlockOperation block => block,
            _ => null,
        };
    }

    /// <summary>Notes files that were read on this reader's behalf.</summary>
    public void Note(IEnumerable<SyntaxTree> read) => _read.UnionWith(read);

    /// <summary>Whether the symbol belongs to this compilation. Symbols of referenced projects may have source too, but it belongs to another compilation.</summary>
    public bool IsHere(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly);

    /// <summary>Whether the C# compiler finds no error in a file.</summary>
    public bool Compiles(SyntaxTree tree, CancellationToken cancellation) =>
        _bound.Compiling.GetOrAdd(tree, t => Model(t).GetDiagnostics(cancellationToken: cancellation).All(d => d.Severity != DiagnosticSeverity.Error));

    /// <summary>A result that holds for the whole compilation, computed once. Two threads may both compute it; they get the same one.</summary>
    public T Once<T>(string key, Func<T> compute)
        where T : class =>
        _bound.Results.TryGetValue(key, out var known) ? (T)known : (T)_bound.Results.GetOrAdd(key, compute());

    /// <summary>What all readers of a compilation share.</summary>
    private sealed class Bound
    {
        public ConcurrentDictionary<SyntaxTree, SemanticModel> Models { get; } = new();

        public ConcurrentDictionary<SyntaxNode, IOperation?> Operations { get; } = new();

        public ConcurrentDictionary<SyntaxTree, bool> Compiling { get; } = new();

        public ConcurrentDictionary<string, object> Results { get; } = new(StringComparer.Ordinal);
    }
}
