using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// The operation trees of one compilation. Binding is the dear part of reading a definition, so semantic models and trees are kept as long as their compilation
/// lives: a helper that forty cells call is bound once.
/// </summary>
internal sealed class SourceOperations
{
    private static readonly ConditionalWeakTable<Compilation, SourceOperations> Cache = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<SyntaxNode, IOperation?> _operations = new();
    private readonly ConcurrentDictionary<SyntaxTree, bool> _compiles = new();
    private readonly ConcurrentDictionary<string, object> _memo = new(StringComparer.Ordinal);

    private SourceOperations(Compilation compilation) => Compilation = compilation;

    public Compilation Compilation { get; }

    public static SourceOperations Of(Compilation compilation) => Cache.GetValue(compilation, c => new SourceOperations(c));

    public SemanticModel Model(SyntaxTree tree) => _models.GetOrAdd(tree, t => Compilation.GetSemanticModel(t));

    /// <summary>The operation at a whole declaration or initialiser; inside those, walk down, because the model knows none for some inner nodes.</summary>
    public IOperation? At(SyntaxNode syntax, CancellationToken cancellation)
    {
        if (_operations.TryGetValue(syntax, out var known))
        {
            return known;
        }

        var operation = Model(syntax.SyntaxTree).GetOperation(syntax, cancellation);
        return _operations.GetOrAdd(syntax, operation);
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

    /// <summary>Whether the symbol belongs to this compilation. Symbols of referenced projects may have source too, but it belongs to another compilation.</summary>
    public bool IsHere(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly);

    /// <summary>Whether the C# compiler finds no error in a file.</summary>
    public bool Compiles(SyntaxTree tree, CancellationToken cancellation) =>
        _compiles.GetOrAdd(tree, t => Model(t).GetDiagnostics(cancellationToken: cancellation).All(d => d.Severity != DiagnosticSeverity.Error));

    /// <summary>A result that holds for the whole compilation, computed once. Two threads may both compute it; they get the same one.</summary>
    public T Once<T>(string key, Func<T> compute)
        where T : class =>
        _memo.TryGetValue(key, out var known) ? (T)known : (T)_memo.GetOrAdd(key, compute());
}
