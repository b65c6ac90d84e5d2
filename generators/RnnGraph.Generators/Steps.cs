namespace RnnGraph.Generators;

/// <summary>The names under which the pipeline's steps are tracked; tests assert why each of them ran.</summary>
internal static class Steps
{
    public const string Read = "Read";

    public const string Clashes = "Clashes";

    public const string Model = "Model";

    public const string Emit = "Emit";

    public const string Findings = "Findings";

    public const string Faults = "Faults";

    public const string Sites = "Sites";
}
