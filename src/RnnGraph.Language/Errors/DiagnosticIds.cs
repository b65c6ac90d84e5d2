namespace RnnGraph;

/// <summary>The ids of what can be wrong with a definition's sizes, names and recurrence. The generator reports them under the same ids.</summary>
public static class DiagnosticIds
{
    /// <summary>Two shapes that must be equal differ.</summary>
    public const string SizesDiffer = "RNN3001";

    /// <summary>A size is not divisible by its divisor.</summary>
    public const string SizeNotDivisible = "RNN3002";

    /// <summary>A size is below 1.</summary>
    public const string SizeTooSmall = "RNN3003";

    /// <summary>A size does not fit an integer.</summary>
    public const string SizeTooLarge = "RNN3004";

    /// <summary>A vector was expected and a matrix given, or the other way round; or one feature was expected.</summary>
    public const string WrongShape = "RNN3005";

    /// <summary>Sizes that the definition requires to be equal are bound to different numbers.</summary>
    public const string RequirementViolated = "RNN3006";

    /// <summary>A symbolic size has no value, or a value is given for a size that the definition doesn't have.</summary>
    public const string SizeNotBound = "RNN3007";

    /// <summary>A name is used twice.</summary>
    public const string NameUsedTwice = "RNN3008";

    /// <summary>A name is empty or holds a character that names can't hold.</summary>
    public const string NameNotValid = "RNN3009";

    /// <summary>A weight's role can't be told from its operand, so the author must name it.</summary>
    public const string RoleMissing = "RNN3010";

    /// <summary>A scope lacks an input that its definition declares, or is given one that it doesn't or one of another size.</summary>
    public const string ScopeInputs = "RNN3011";

    /// <summary>A scope's definition has no output or state of the name asked for.</summary>
    public const string ScopeResultMissing = "RNN3012";

    /// <summary>A slice of features lies outside the vector.</summary>
    public const string SliceOutOfRange = "RNN3013";

    /// <summary>A number is out of its range: a period below 1, a probability beyond 1, a lower bound above the upper one.</summary>
    public const string NumberOutOfRange = "RNN3016";

    /// <summary>A state is never updated.</summary>
    public const string StateNeverUpdated = "RNN4001";

    /// <summary>A state is updated twice.</summary>
    public const string StateUpdatedTwice = "RNN4002";

    /// <summary>Next was asked of, or given for, something that is not a state.</summary>
    public const string NotAState = "RNN4003";

    /// <summary>The next value of a state is read before it is given.</summary>
    public const string NextNotGiven = "RNN4004";

    /// <summary>A recurrent cell without a state.</summary>
    public const string NoState = "RNN4005";

    /// <summary>A cell without an output.</summary>
    public const string NoOutput = "RNN4006";

    /// <summary>A parameter that no result depends on.</summary>
    public const string UnusedParameter = "RNN4007";

    /// <summary>An input that no result depends on.</summary>
    public const string UnusedInput = "RNN4008";

    /// <summary>An output, tap or next state that is the same at every step: it depends on neither an input nor a state.</summary>
    public const string ConstantResult = "RNN4009";

    /// <summary>A value of another definition, or of the inside of a scan, is used where it isn't known.</summary>
    public const string ForeignNode = "RNN4010";

    /// <summary>Values of two time axes are joined.</summary>
    public const string AxesDiffer = "RNN3014";

    /// <summary>A value of every step is given where one per sequence is needed, or the other way round.</summary>
    public const string WrongSpace = "RNN3015";

    /// <summary>A scan is to start from a value that depends on the scan itself, or one of its states from two values.</summary>
    public const string WrongStart = "RNN4011";
}
