using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>What the class of an encoder–decoder takes, refuses and costs.</summary>
public class NetworkSurfaceTests
{
    private const string Name = "encoder and decoder";
    private const int Vocabulary = 5;
    private const int Hidden = 3;

    private static readonly Lazy<Type> Class = new(() => EmittedAssembly.Compile(Emit().Select(file => file.Source)).GetType("Emitted.Translator", throwOnError: true)!);

    [Fact]
    public void Its_signature_says_what_it_takes()
    {
        var signature = Make().Signature;
        Assert.Equal(["source", "target"], signature.Axes);
        Assert.Equal(
            ["words source 5 False", "previous target 5 False", "next target 5 True"],
            signature.Inputs.Select(input => $"{input.Name} {input.Axis} {input.Vocabulary} {input.IsTarget}"));
        Assert.Equal(["loss"], signature.Losses);
        Assert.False(Make() is IStreaming<float>);
        Assert.Contains("It can't run step by step, because of <c>enc.h.final</c>", Emit()[0].Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'words' takes tokens from 0 to 4; at step 2, row 0 stands 5", new[] { 0, 1, 2, 3, 5, 0 }, new[] { 0, 0, 0, 0 })]
    [InlineData("'words' takes tokens from 0 to 4; at step 0, row 1 stands -1", new[] { 0, -1, 2, 3, 4, 0 }, new[] { 0, 0, 0, 0 })]
    [InlineData("'next' takes tokens from 0 to 4; at step 1, row 1 stands 9", new[] { 0, 1, 2, 3, 4, 0 }, new[] { 0, 4, 0, 9 })]
    public void Tokens_outside_the_vocabulary_are_named_with_their_place(string says, int[] words, int[] next)
    {
        var network = Make();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => network.Forward(network.CreateWorkspace([3, 2], 2), Inputs(words, next), Outputs<float>.None));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("along 'source' lie between 0 and the workspace's 3 steps; row 0 has 4", new[] { 4, 3 }, new[] { 2, 2 })]
    [InlineData("along 'source' lie between 0 and the workspace's 3 steps; row 1 has -1", new[] { 3, -1 }, new[] { 2, 2 })]
    [InlineData("along 'target' lie between 0 and the workspace's 2 steps; row 1 has 3", new[] { 3, 3 }, new[] { 2, 3 })]
    public void Lengths_outside_their_own_axis_are_named_with_their_row(string says, int[] source, int[] target)
    {
        var network = Make();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            network.Forward(network.CreateWorkspace([3, 2], 2), Inputs([0, 1, 2, 3, 4, 0]), Outputs<float>.None, null, new Lengths(source, target)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_beyond_a_length_may_be_anything()
    {
        var network = Make();
        network.Initialize(3);
        var (loss, gradients) = Run([0, 1, 2, 0, 4, 0], [3, 1, 0, 0], [1, 2, 0, 0]);
        var (padded, same) = Run([0, 1, 2, -1, 4, 99], [3, 1, int.MinValue, -1], [1, 2, Vocabulary, -1]);
        Assert.Equal(loss, padded);
        Assert.Equal(gradients, same);

        (double Loss, float[] Gradients) Run(int[] words, int[] previous, int[] next)
        {
            var (workspace, gradients) = (network.CreateWorkspace([3, 2], 2), network.CreateGradients());
            network.Forward(workspace, new Inputs<float>(words).AndTokens(previous).AndTokens(next), Outputs<float>.None, null, new Lengths([3, 1], [1, 1]));
            network.Backward(workspace, gradients);
            return (workspace.Loss, gradients.Values.ToArray());
        }
    }

    [Fact]
    public void Lengths_are_legal_in_any_order_and_zero()
    {
        var network = Make();
        var workspace = network.CreateWorkspace([3, 2], 2);
        float[] logits = [.. Enumerable.Repeat(float.NaN, 2 * 2 * Vocabulary)];
        network.Forward(workspace, Inputs([0, 1, 2, 3, 4, 0]), logits, null, new Lengths([0, 3], [2, 0]));
        Assert.All(logits, value => Assert.True(float.IsFinite(value)));

        // The second row has no step to write, the first both.
        for (var step = 0; step < 2; step++)
        {
            var ofStep = logits.AsSpan(step * 2 * Vocabulary, 2 * Vocabulary);
            Assert.All(ofStep[..Vocabulary].ToArray(), value => Assert.NotEqual(0, value));
            Assert.All(ofStep[Vocabulary..].ToArray(), value => Assert.Equal(0, value));
        }

        network.Forward(workspace, Inputs([0, 1, 2, 3, 4, 0], next: [1, 2, 3, 4]), logits, null, new Lengths([0, 0], [0, 0]));
        Assert.Equal(0, workspace.Loss);
    }

    [Fact]
    public void Steps_of_too_few_axes_are_refused() =>
        Assert.Contains("Steps along 2 time axes expected (source, target); 3 given", Assert.Throws<ArgumentException>(() => Make().CreateWorkspace([1, 2, 3], 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_run_after_the_first_allocates_nothing()
    {
        var network = Make();
        var (workspace, gradients) = (network.CreateWorkspace([3, 2], 2), network.CreateGradients());
        int[] words = [0, 1, 2, 3, 4, 0], previous = [0, 1, 2, 3], next = [1, 2, 3, 4];
        var logits = new float[2 * 2 * Vocabulary];
        void Run()
        {
            network.Forward(workspace, new Inputs<float>(words).AndTokens(previous).AndTokens(next), logits);
            network.Backward(workspace, gradients);
        }

        Run();
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Parameters_are_taken_over_by_name()
    {
        var (from, to) = (Make(), Make());
        from.Initialize(7);
        Assert.Equal(to.Parameters.Names.Where(name => !name.StartsWith("dec.", StringComparison.Ordinal)), to.Parameters.CopyFrom(from.Parameters, key => key.StartsWith("dec.", StringComparison.Ordinal) ? key : null));
        foreach (var name in to.Parameters.Names)
        {
            var (left, right) = (new float[from.Parameters[name].Size], new float[from.Parameters[name].Size]);
            from.Parameters.Read(name, left);
            to.Parameters.Read(name, right);
            Assert.Equal(name.StartsWith("dec.", StringComparison.Ordinal) || left.All(value => value == left[0]), left.AsSpan().SequenceEqual(right));
        }
    }

    [Fact]
    public Task Its_schedule_reads_like_this() => Verifier.Verify(Emit().Single(file => file.Suffix == ".Schedule").Source, "cs");

    private static IReadOnlyList<EmittedFile> Emit() => NetworkCompiler.Emit(GraphText.Print(NetworkCatalogue.Symbolic(Name)), new CellTarget("Translator", "Emitted"));

    private static RecurrentNetwork<float> Make() => (RecurrentNetwork<float>)Activator.CreateInstance(Class.Value, Vocabulary, Hidden)!;

    private static Inputs<float> Inputs(int[] words, int[]? next = null) => new Inputs<float>(words).AndTokens([0, 1, 2, 3]).AndTokens(next);
}
