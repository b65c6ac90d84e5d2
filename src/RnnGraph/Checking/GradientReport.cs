using System.Globalization;
using System.Text;

namespace RnnGraph.Checking;

/// <summary>What a <see cref="GradientCheck"/> found.</summary>
public sealed class GradientReport
{
    internal GradientReport(string cell, double interpreterTolerance, double differenceTolerance, IReadOnlyList<GradientRow> rows)
    {
        Cell = cell;
        InterpreterTolerance = interpreterTolerance;
        DifferenceTolerance = differenceTolerance;
        Rows = rows;
    }

    /// <summary>The name of the definition.</summary>
    public string Cell { get; }

    /// <summary>The largest error against the interpreter that passes.</summary>
    public double InterpreterTolerance { get; }

    /// <summary>The largest error against central differences that passes.</summary>
    public double DifferenceTolerance { get; }

    /// <summary>One row for every output, final state, parameter, input and initial state, for the loss of a network, and once more for every parameter that a state starts from.</summary>
    public IReadOnlyList<GradientRow> Rows { get; }

    /// <summary>Whether every error is within its tolerance.</summary>
    public bool Passed => Rows.All(RowPassed);

    /// <summary>Whether the errors of one row are within their tolerances. A NaN is not.</summary>
    public bool RowPassed(GradientRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (row.Differences is null || row.Differences.Error <= DifferenceTolerance) && (row.Interpreter is null || row.Interpreter.Error <= InterpreterTolerance);
    }

    /// <summary>Throws unless the check passed: for tests of any framework.</summary>
    /// <exception cref="GradientCheckException">An error is beyond its tolerance; the message is this report.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
            throw new GradientCheckException(ToString());
    }

    /// <summary>A line for every row, the failed ones marked.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Cell}: the gradient check {(Passed ? "passed" : "FAILED")}; tolerance {DifferenceTolerance:g1} against central differences, {InterpreterTolerance:g1} against the interpreter");
        foreach (var row in Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(RowPassed(row) ? " " : "!")} {row.Kind} {row.Name}:");
            text.Append(row.Differences is { } differences ? $" differences {differences};" : "");
            text.AppendLine(row.Interpreter is { } interpreter ? $" interpreter {interpreter}" : "");
        }

        return text.ToString();
    }
}

/// <summary>The errors of one tensor.</summary>
/// <param name="Kind">What the tensor is.</param>
/// <param name="Name">Its name; for a parameter the checkpoint key.</param>
/// <param name="Elements">How many values it has.</param>
/// <param name="Differences">The largest error of its gradient against central differences; null where there are none (float cells, outputs).</param>
/// <param name="Interpreter">The largest error against the interpreter; null when the class carries no graph.</param>
public sealed record GradientRow(TensorKind Kind, string Name, int Elements, GradientError? Differences, GradientError? Interpreter);

/// <summary>What a compared tensor is.</summary>
public enum TensorKind
{
    /// <summary>An output of the forward run.</summary>
    Output,

    /// <summary>A state after the last step.</summary>
    FinalState,

    /// <summary>The losses that a network declares, added up.</summary>
    Loss,

    /// <summary>The gradient by a parameter.</summary>
    Parameter,

    /// <summary>The gradient by an input.</summary>
    Input,

    /// <summary>The gradient by a state before the first step.</summary>
    InitialState,

    /// <summary>The gradient by a parameter that a state starts from, in a run that is given no initial states: in one that is, it is 0.</summary>
    LearnedStart,
}

/// <summary>The largest error of a tensor, and where it is.</summary>
/// <param name="Error">|given − expected| as a share of the tensor's largest magnitude.</param>
/// <param name="Index">Where, in the row-major tensor.</param>
/// <param name="Given">What the compiled cell gave there.</param>
/// <param name="Expected">What it was compared with.</param>
/// <param name="Compared">How many elements were compared.</param>
/// <param name="AtKinks">Elements left out, as their central differences don't settle: a kink of relu, abs, max … is too near.</param>
public sealed record GradientError(double Error, int Index, double Given, double Expected, int Compared, int AtKinks)
{
    /// <inheritdoc/>
    public override string ToString() => double.IsNaN(Given) && Error == 0
        ? "0"
        : string.Create(CultureInfo.InvariantCulture, $"{Error:g2} at [{Index}] ({Given:g6}, expected {Expected:g6})");

    internal GradientError Or(int index, double given, double expected, double scale)
    {
        var error = Math.Abs(given - expected) / scale;
        return error <= Error || (error == 0 && Error == 0) || double.IsNaN(Error) ? this : this with { Error = error, Index = index, Given = given, Expected = expected };
    }
}
