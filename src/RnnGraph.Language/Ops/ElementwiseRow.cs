using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>An op that computes each feature from the operands' same feature.</summary>
public sealed class ElementwiseRow : OpRow
{
    private readonly Func<double[], IReadOnlyList<double>, double> _meaning;
    private readonly Func<Derivation, IReadOnlyList<Draft?>> _derivative;
    private readonly Func<IReadOnlyList<string>, string> _emit;
    private readonly Func<IReadOnlyList<string>, string> _symbol;

    private ElementwiseRow(
        string name,
        int arity,
        int numbers,
        bool cheap,
        Func<double[], IReadOnlyList<double>, double> meaning,
        Func<Derivation, IReadOnlyList<Draft?>> derivative,
        Func<IReadOnlyList<string>, string> emit,
        Func<IReadOnlyList<string>, string> symbol,
        bool squashes = false)
        : base(name, OpKind.Elementwise, arity)
    {
        Squashes = squashes;
        NumberCount = numbers;
        IsCheap = cheap;
        _meaning = meaning;
        _derivative = derivative;
        _emit = emit;
        _symbol = symbol;
    }

    /// <inheritdoc/>
    public override int NumberCount { get; }

    /// <inheritdoc/>
    public override bool IsCheap { get; }

    /// <summary>Whether it brings any number into a range between two fixed ones, as what opens and closes a gate does.</summary>
    public bool Squashes { get; }

    /// <summary>The reference meaning, in double precision, for one feature. NaN operands give NaN unless the op's formula ignores them.</summary>
    public double Evaluate(double[] operands, IReadOnlyList<double> numbers) => _meaning(operands, numbers);

    /// <summary>The C# expression over <c>Vector&lt;T&gt;</c>, parenthesised inside where needed but not around.</summary>
    /// <param name="operands">Expressions of the operands.</param>
    /// <param name="numbers">Expressions of the numeric attributes, as vectors.</param>
    public string Emit(IReadOnlyList<string> operands, IReadOnlyList<string> numbers) => _emit(operands.Concat(numbers).ToArray());

    /// <summary>The expression in mathematical notation, for comments.</summary>
    /// <param name="operands">The operands in mathematical notation.</param>
    /// <param name="numbers">The numeric attributes as text.</param>
    public string Symbol(IReadOnlyList<string> operands, IReadOnlyList<string> numbers) => _symbol(operands.Concat(numbers).ToArray());

    internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
    {
        foreach (var operand in operands)
        {
            if (operand != operands[0])
            {
                throw new DefinitionException(
                    DiagnosticIds.SizesDiffer,
                    $"'{Name}' needs operands of one size, but is given {string.Join(" and ", operands)}; a single feature is spread over a size with Op.Expand(x, size).");
            }
        }

        return operands[0];
    }

    internal override IReadOnlyList<Draft?> Derive(Derivation at) => _derivative(at);

    /// <summary>An op written between its operands.</summary>
    internal static ElementwiseRow Binary(
        string name,
        string code,
        string mathematics,
        int level,
        bool cheap,
        Func<double, double, double> meaning,
        Func<Derivation, IReadOnlyList<Draft?>> derivative)
        => new(
            name,
            2,
            0,
            cheap,
            (x, _) => meaning(x[0], x[1]),
            derivative,
            x => Infix.Compose(x[0], code, x[1], level),
            x => Infix.Compose(x[0], mathematics, x[1], level));

    /// <summary>An op of one operand that emitted code calls as a function of the runtime's vector mathematics.</summary>
    /// <param name="name">The name in canonical text.</param>
    /// <param name="function">The method of <c>VectorMath</c>.</param>
    /// <param name="symbol">Mathematical notation, with {0} in the operand's place.</param>
    /// <param name="cheap">Whether it is recomputed rather than saved.</param>
    /// <param name="meaning">The reference meaning.</param>
    /// <param name="derivative">What the operand's adjoint receives; null for nothing.</param>
    /// <param name="squashes">See <see cref="Squashes"/>.</param>
    internal static ElementwiseRow Unary(
        string name, string function, string symbol, bool cheap, Func<double, double> meaning, Func<Derivation, Draft?> derivative, bool squashes = false)
        => new(name, 1, 0, cheap, (x, _) => meaning(x[0]), at => [derivative(at)], x => Call(function, x), x => Fill(symbol, x), squashes);

    /// <summary>A function of several operands or numeric attributes.</summary>
    internal static ElementwiseRow Function(
        string name,
        int arity,
        int numbers,
        string function,
        string symbol,
        bool cheap,
        Func<double[], IReadOnlyList<double>, double> meaning,
        Func<Derivation, IReadOnlyList<Draft?>> derivative,
        bool squashes = false)
        => new(name, arity, numbers, cheap, meaning, derivative, x => Call(function, x), x => Fill(symbol, x), squashes);

    /// <summary>The operand itself; what differs is the derivative.</summary>
    internal static ElementwiseRow Identity(string name, string symbol, int numbers, Func<Derivation, Draft?> derivative)
        => new(name, 1, numbers, cheap: true, (x, _) => x[0], at => [derivative(at)], x => x[0], x => Fill(symbol, x));

    /// <summary>A prefix sign.</summary>
    internal static ElementwiseRow Prefix(
        string name, string code, string mathematics, Func<double, double> meaning, Func<Derivation, Draft?> derivative)
        => new(
            name,
            1,
            0,
            cheap: true,
            (x, _) => meaning(x[0]),
            at => [derivative(at)],
            x => code + Infix.Wrap(x[0], Infix.Atom),
            x => mathematics + Infix.Wrap(x[0], Infix.Product));

    private static string Call(string function, IReadOnlyList<string> arguments) => "VectorMath." + function + "(" + string.Join(", ", arguments) + ")";

    // {0} takes the operand as it is (inside parentheses or a call), [0] as an atom.
    private static string Fill(string template, IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var at = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            template = template.Replace("{" + at + "}", arguments[i]).Replace("[" + at + "]", Infix.Wrap(arguments[i], Infix.Atom));
        }

        return template;
    }
}
