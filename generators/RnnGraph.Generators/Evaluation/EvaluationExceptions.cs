namespace RnnGraph.Generators.Evaluation;

/// <summary>Ends the evaluation of a definition; the diagnostic that says why is recorded already.</summary>
internal sealed class EvaluationStoppedException : Exception
{
    public EvaluationStoppedException()
        : base("A diagnostic has been recorded.")
    {
    }
}

/// <summary>Carries poison out of a lambda through the real method that called it, to the call of that method.</summary>
internal sealed class PoisonedException : Exception
{
    public PoisonedException()
        : base("A diagnostic has been recorded.")
    {
    }
}

/// <summary>What the evaluated code would throw at run time; becomes a diagnostic at the expression that throws.</summary>
internal sealed class EvaluatedException : Exception
{
    public EvaluatedException(string message)
        : base(message)
    {
    }
}
