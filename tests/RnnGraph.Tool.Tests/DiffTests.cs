namespace RnnGraph.Tool.Tests;

/// <summary><c>rnngraph diff</c>.</summary>
public class DiffTests
{
    [Fact]
    public void It_says_what_peepholes_change()
    {
        using var folder = new Folder();
        var output = Command.Succeed("diff", folder.Write("before.graph", Command.Text("lstm")), folder.Write("after.graph", Command.Text("peephole")));
        Assert.Equal(
            """
            Sizes: no change.
            Parameters:
              + i.p [hidden] starts uniform
              + f.p [hidden] starts uniform
              + o.p [hidden] starts uniform
            Old checkpoints do NOT load as they are: they lack i.p, f.p, o.p.
            Inputs, states, outputs and taps: no change.
            Equations:
              ~ i = σ(W_i·x + U_i·h⁻ + b_i)
                  = σ(W_i·x + U_i·h⁻ + b_i + p_i ∘ c⁻)
              ~ f = σ(W_f·x + U_f·h⁻ + b_f)
                  = σ(W_f·x + U_f·h⁻ + b_f + p_f ∘ c⁻)
              ~ o = σ(W_o·x + U_o·h⁻ + b_o)
                  = σ(W_o·x + U_o·h⁻ + b_o + p_o ∘ c)
            Cost of a step and sequence:
              parameters: 4·hidden² + 4·hidden·input + 4·hidden → 4·hidden² + 4·hidden·input + 7·hidden
              FLOPs in products, forward: 8·hidden² + 8·hidden·input
              bytes kept for the backward pass: 28·hidden

            """,
            output);
    }

    [Fact]
    public void A_start_value_leaves_old_checkpoints_alone()
    {
        using var folder = new Folder();
        var output = Command.Succeed("diff", folder.Write("before.graph", Command.Text("lstm")), folder.Write("after.graph", Command.Text("lstm-forget-1")));
        Assert.Contains("  ~ f.b [hidden] starts at 0\n        [hidden] starts at 1\n", output, StringComparison.Ordinal);
        Assert.Contains("Old checkpoints load: names and shapes of the parameters are the same.", output, StringComparison.Ordinal);
        Assert.Contains("Equations: no change.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Reviewers_files_and_classes_are_compared_too()
    {
        using var folder = new Folder();
        Command.Succeed("emit", Command.Cells, "--cell", "Lstm", "-o", folder.Path);
        var output = Command.Succeed("diff", folder.File("RnnGraph.Cells.Lstm.Graph.g.cs"), Command.Cells, "--cell", "PeepholeLstm");
        Assert.Contains("they lack i.p, f.p, o.p", output, StringComparison.Ordinal);
    }
}
