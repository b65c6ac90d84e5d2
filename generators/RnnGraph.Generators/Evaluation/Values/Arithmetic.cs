using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>The built-in binary operators, in the type that C# gives them; float is computed in float.</summary>
internal static class Arithmetic
{
    /// <summary>Whether the operator is one of &lt;, &lt;=, &gt; and &gt;=.</summary>
    public static bool IsOrder(BinaryOperatorKind kind) =>
        kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    public static object Apply(BinaryOperatorKind kind, object? left, object? right, bool isChecked)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Equals:
                return Equals(left, right);
            case BinaryOperatorKind.NotEquals:
                return !Equals(left, right);
            case BinaryOperatorKind.Add when left is string or null || right is string or null:
                return Formatting.Format(left) + Formatting.Format(right);
            default:
                return OfNumbers(kind, left, right, isChecked) ?? throw new EvaluatedException($"{kind} has no meaning for these values");
        }
    }

    private static object? OfNumbers(BinaryOperatorKind kind, object? left, object? right, bool isChecked) => (left, right) switch
    {
        (int a, int b) => Int32(kind, a, b, isChecked),
        (long a, long b) => Int64(kind, a, b, isChecked),
        (long a, int b) => Shift(kind, a, b),
        (uint a, uint b) => Unsigned(kind, a, b, isChecked) is { } wide ? wide is ulong number ? unchecked((uint)number) : wide : null,
        (uint a, int b) => kind == BinaryOperatorKind.LeftShift ? a << b : kind == BinaryOperatorKind.RightShift ? a >> b : null,
        (ulong a, ulong b) => Unsigned(kind, a, b, isChecked),
        (ulong a, int b) => kind == BinaryOperatorKind.LeftShift ? a << b : kind == BinaryOperatorKind.RightShift ? a >> b : null,
        (float a, float b) => Single(kind, a, b),
        (double a, double b) => Double(kind, a, b),
        (bool a, bool b) => Boolean(kind, a, b),
        _ => null,
    };

    private static object? Int32(BinaryOperatorKind kind, int a, int b, bool isChecked)
    {
        if (kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift)
        {
            return kind == BinaryOperatorKind.LeftShift ? a << b : a >> b;
        }

        // The quotient of the smallest number and −1 throws in C# whether checked or not.
        var isQuotient = kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder;
        return Int64(kind, a, b, isChecked: true) switch
        {
            long wide when wide is >= int.MinValue and <= int.MaxValue || !(isChecked || isQuotient) => unchecked((int)wide),
            long => throw Overflow(),
            var other => other,
        };
    }

    private static object? Int64(BinaryOperatorKind kind, long a, long b, bool isChecked)
    {
        RefuseZero(kind, b == 0);
        try
        {
            return kind switch
            {
                BinaryOperatorKind.Add => checked(a + b),
                BinaryOperatorKind.Subtract => checked(a - b),
                BinaryOperatorKind.Multiply => checked(a * b),
                BinaryOperatorKind.Divide => a / b,
                BinaryOperatorKind.Remainder => a % b,
                BinaryOperatorKind.And => a & b,
                BinaryOperatorKind.Or => a | b,
                BinaryOperatorKind.ExclusiveOr => a ^ b,
                _ => Compare(kind, a.CompareTo(b)),
            };
        }
        catch (OverflowException) when (!isChecked && kind is (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply))
        {
            return unchecked((long)Wrapped(kind, (ulong)a, (ulong)b));
        }
        catch (OverflowException)
        {
            throw Overflow();
        }
    }

    private static object? Shift(BinaryOperatorKind kind, long a, int b) => kind switch
    {
        BinaryOperatorKind.LeftShift => a << b,
        BinaryOperatorKind.RightShift => a >> b,
        _ => null,
    };

    private static object? Unsigned(BinaryOperatorKind kind, ulong a, ulong b, bool isChecked)
    {
        RefuseZero(kind, b == 0);
        try
        {
            return kind switch
            {
                BinaryOperatorKind.Add => checked(a + b),
                BinaryOperatorKind.Subtract => checked(a - b),
                BinaryOperatorKind.Multiply => checked(a * b),
                BinaryOperatorKind.Divide => a / b,
                BinaryOperatorKind.Remainder => a % b,
                BinaryOperatorKind.And => a & b,
                BinaryOperatorKind.Or => a | b,
                BinaryOperatorKind.ExclusiveOr => a ^ b,
                _ => Compare(kind, a.CompareTo(b)),
            };
        }
        catch (OverflowException)
        {
            return isChecked ? throw Overflow() : Wrapped(kind, a, b);
        }
    }

    /// <summary>The low 64 bits of a result that overflows: the same for signed and unsigned numbers.</summary>
    private static ulong Wrapped(BinaryOperatorKind kind, ulong a, ulong b) => unchecked(kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        _ => a * b,
    });

    private static void RefuseZero(BinaryOperatorKind kind, bool isZero)
    {
        if (isZero && kind is (BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder))
        {
            throw new EvaluatedException("division by zero");
        }
    }

    private static object? Single(BinaryOperatorKind kind, float a, float b) => kind switch
    {
        BinaryOperatorKind.Add => (float)(a + b),
        BinaryOperatorKind.Subtract => (float)(a - b),
        BinaryOperatorKind.Multiply => (float)(a * b),
        BinaryOperatorKind.Divide => (float)(a / b),
        BinaryOperatorKind.Remainder => (float)(a % b),
        _ => Compare(kind, a, b),
    };

    private static object? Double(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Compare(kind, a, b),
    };

    private static object? Boolean(BinaryOperatorKind kind, bool a, bool b) => kind switch
    {
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => null,
    };

    private static object? Compare(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.LessThan => order < 0,
        BinaryOperatorKind.LessThanOrEqual => order <= 0,
        BinaryOperatorKind.GreaterThan => order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
        _ => null,
    };

    /// <summary>Comparison of floating-point numbers: with NaN every one is false.</summary>
    private static object? Compare(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => null,
    };

    private static EvaluatedException Overflow() => new("the result doesn't fit its type");
}
