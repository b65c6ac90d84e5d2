using RnnGraph.Compiler.Schedules;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Emission;

/// <summary>What steps of a schedule compute, as equations: of products, which take several values at once, and of copies. See <see cref="MathText"/>.</summary>
internal static class StepEquations
{
    /// <summary>i, f += U_i·h⁻, U_f·h⁻.</summary>
    public static string Of(ProductStep step)
    {
        var adds = step.Accumulate.All(flag => flag) ? " += " : " = ";
        return string.Join(", ", step.Targets.Select(target => MathText.Name(target.Node))) + adds
            + string.Join(", ", step.Pack.Matrices.Select(matrix => MathText.Name(matrix) + "·" + Read(step.Source, step.Embedding)));
    }

    /// <summary>∂h += U_iᵀ·∂i + U_fᵀ·∂f.</summary>
    public static string Of(BackProductStep step) =>
        MathText.Name(step.Target.Node) + (step.Accumulate ? " += " : " = ")
        + Transposed(step.Pack, step.Sources);

    /// <summary>∂U_i, ∂U_f += Σ ∂i·h⁻ᵀ, Σ ∂f·h⁻ᵀ.</summary>
    public static string Of(WeightGradientStep step) =>
        string.Join(", ", step.Pack.Matrices.Select(matrix => "∂" + MathText.Name(matrix))) + " += "
        + string.Join(", ", step.Deltas.Select(delta => "Σ " + MathText.Name(delta.Node) + "·" + Read(step.Left, step.Embedding) + "ᵀ"))
        + (step.Embedding is { } embedding ? ", ∂" + Name(embedding) + " += Σ (" + Transposed(step.Pack, step.Deltas) + ")·" + MathText.Name(step.Left.Node) + "ᵀ" : "");

    /// <summary>h = h of the encoder after its last step.</summary>
    public static string Of(CopyStep copy)
    {
        static string End(RowEnd end) => end.Carried is null ? MathText.Name(end.Value.Node) : end.Carried.Name + (end.IsAtEnd ? " after the last step" : " before the first step");
        return End(copy.Target) + " = " + (copy.Source is { } source ? End(source) : NumberText.Print((float)copy.Fill));
    }

    private static string Transposed(Pack pack, IReadOnlyList<Value> sources) =>
        string.Join(" + ", pack.Matrices.Zip(sources, (matrix, source) => MathText.Name(matrix) + "ᵀ·" + MathText.Name(source.Node)));

    /// <summary>h⁻, or E·x of tokens read through an embedding.</summary>
    private static string Read(Value source, Pack? embedding) => embedding is null ? MathText.Name(source.Node) : $"({Name(embedding)}·{MathText.Name(source.Node)})";

    private static string Name(Pack embedding) => MathText.Name(embedding.Matrices[0]);
}
