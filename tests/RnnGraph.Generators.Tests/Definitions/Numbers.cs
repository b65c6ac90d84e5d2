using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

/// <summary>Arithmetic: each number goes into the graph as a constant, so each bit counts.</summary>
[RecurrentCell]
public partial class Numbers
{
    private const int Seven = 7;

    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var acc = cell.Affine("acc", hidden, x, h, bias: Helpers.ForgetBias);
        foreach (var number in Values())
        {
            acc = acc * number + h;
        }

        // One expression of each operator with a number on either side.
        acc = 1 - 2f / (3 + acc) * -acc;
        Helpers.Ends(cell, h, Clip(acc, -Helpers.Third, Helpers.Twice));
    }

    private static IEnumerable<float> Values()
    {
        int a = Seven, b = -3;
        long wide = 1L << 40;
        var three = 300;
        var byteValue = (byte)three;
        byteValue += 10;
        uint u = 5;
        int? none = null, some = 4;
        var list = new List<float>
        {
            a / b, a % b, a >> 1, a << 2, a & 6, a | 8, a ^ 1, ~a, (float)a / b, 0.1f + 0.2f, 0.1f * 3, 1 / 3f, (float)(1 / 3.0), (float)Math.Sqrt(2), MathF.Sqrt(2f),
            wide, unchecked(int.MaxValue + a), (int)3.99, (int)-3.99f, 'a', byteValue, u * 2, none ?? 1, some ?? 2, some.HasValue ? some.Value : 0, none.GetValueOrDefault(9),
            (none + some) is null ? 1 : 2, Math.Max(a, b), Math.Clamp(a, 0, 5), MathF.Max(1.5f, 2.5f), Math.Abs(-2.5f), a > b ? 1 : 0, a == 7 && b != 7 ? 1 : 0, (float)Math.Round(2.5),
            float.MaxValue, float.Epsilon, 1e-8f, 16777217, 0.3f - 0.1f,
        };
        var i = 0;
        list.Add(i++ + ++i);
        list.Add(i-- - --i);
        i += 5;
        i *= 3;
        i <<= 1;
        i %= 7;
        list.Add(i);
        var f = 0.1f;
        f += 0.2f;
        f /= 3;
        list.Add(f);
        double sum = 0;
        for (var k = 1; k <= 10; k++)
        {
            sum += 1.0 / k;
        }

        list.Add((float)sum);
        some ??= 8;
        none ??= 8;
        list.Add(some.Value * none.Value);
        checked
        {
            list.Add(a * 1000 + b);
        }

        do
        {
            a -= 2;
        }
        while (a > 0);
        list.Add(a);
        list.Add((a, b) switch { ( < 0, < 0) => 11, _ => 12 });
        list.Add((a, b) == (-1, -3) ? 21 : 22);
        switch (b)
        {
            case > 0:
                list.Add(31);
                break;
            case -3 when a == -1:
                list.Add(32);
                break;
            default:
                list.Add(33);
                break;
        }

        return list;
    }
}
