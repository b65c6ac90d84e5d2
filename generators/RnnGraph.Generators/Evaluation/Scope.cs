using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation;

/// <summary>What an expression refers to without naming it.</summary>
internal enum SubjectKind
{
    /// <summary>No subject.</summary>
    None,

    /// <summary>The object whose initialiser is being evaluated.</summary>
    Initialized,

    /// <summary>The value whose property a pattern asks for.</summary>
    Matched,

    /// <summary>The value before a <c>?.</c>.</summary>
    Accessed,
}

/// <summary>
/// The variables of one entry into a block. Each iteration of a loop enters its body anew, so a lambda captures the variables of its own iteration, as in C#.
/// </summary>
internal sealed class Scope
{
    private readonly Scope? _parent;
    private Dictionary<ISymbol, object?>? _variables;
    private SubjectKind _subjectKind;
    private object? _subject;

    public Scope(Frame frame, Scope? parent = null)
    {
        Frame = frame;
        _parent = parent;
    }

    /// <summary>The call that is being evaluated.</summary>
    public Frame Frame { get; }

    public Scope Enter() => new(Frame, this);

    public Scope EnterWith(SubjectKind kind, object? subject) => new(Frame, this) { _subjectKind = kind, _subject = subject };

    public void Declare(ISymbol symbol, object? value)
    {
        _variables ??= new Dictionary<ISymbol, object?>(SymbolEqualityComparer.Default);
        _variables[symbol] = value;
    }

    /// <summary>The innermost scope that declares <paramref name="symbol"/>.</summary>
    public Scope? Declaring(ISymbol symbol)
    {
        for (var scope = this; scope is not null; scope = scope._parent)
        {
            if (scope._variables is { } variables && variables.ContainsKey(symbol))
            {
                return scope;
            }
        }

        return null;
    }

    /// <summary>The value of a variable that this very scope declares.</summary>
    public object? this[ISymbol symbol] => _variables![symbol];

    /// <summary>Sets a variable where it is declared; a variable without a scope yet, such as one that a pattern declares, is declared here.</summary>
    public void Assign(ISymbol symbol, object? value) => (Declaring(symbol) ?? this).Declare(symbol, value);

    public object? Subject(SubjectKind kind)
    {
        for (var scope = this; scope is not null; scope = scope._parent)
        {
            if (scope._subjectKind == kind)
            {
                return scope._subject;
            }
        }

        return null;
    }
}
