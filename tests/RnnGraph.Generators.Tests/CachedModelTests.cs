extern alias generator;

using System.Reflection;
using generator::RnnGraph.Generators;
using generator::RnnGraph.Generators.Models;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>
/// What the pipeline caches is made of text and numbers. A symbol, a tree or a compilation in it would keep whole programs alive and never be equal to that of the
/// next edit; an array or a framework list would compare by reference.
/// </summary>
public class CachedModelTests
{
    private static readonly Type[] Leaves = [typeof(string), typeof(int), typeof(bool), typeof(KeyValuePair<string, int>)];

    private const string Network = """
        [RecurrentNetwork]
        public partial class Reader
        {
            internal static void Define(NetworkBuilder net, Size words, Size hidden)
            {
                var memory = net.Scan("memory", cell => Definitions.SimpleRnn.Define(cell, words, hidden), net.Tokens("word", words).OneHot);
                net.Loss("loss", net.SoftmaxCrossEntropy(net.Dense("out", words, Tanh(memory["y"])), net.Tokens("next", words)));
            }
        }

        [RecurrentNetwork<Reader>(4, 8)]
        public partial class SmallReader;
        """;

    public static TheoryData<Type> Models() => [.. typeof(ClassModel).Assembly.GetTypes().Where(t => t.Namespace == typeof(ClassModel).Namespace && t.DeclaringType is null)];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_holds_text_and_numbers_only(Type model)
    {
        Assert.Contains(model.GetInterfaces(), i => i.Name == "IEquatable`1");

        Assert.Empty(Foreign(model));
    }

    [Fact]
    public void The_test_sees_what_may_not_be_held()
    {
        Assert.Equal(["Symbol", "Items"], Foreign(typeof(Faulty)).Select(f => f.Name.Split('<', '>')[1]));
    }

    [Fact]
    public void Every_output_of_a_tracked_step_is_a_model_or_a_list_of_models()
    {
        var run = Read(text => text);
        var steps = typeof(RecurrentGenerator).Assembly.GetType("RnnGraph.Generators.Steps")!.GetFields().Select(f => (string)f.GetRawConstantValue()!);

        foreach (var step in steps)
        {
            Assert.All(
                run.Result.TrackedSteps[step].SelectMany(s => s.Outputs),
                o => Assert.True(o.Value.GetType().Namespace == typeof(ClassModel).Namespace, $"The step {step} caches a {o.Value.GetType()}."));
        }
    }

    [Fact]
    public void Models_read_from_the_same_text_are_equal_and_from_another_are_not()
    {
        var first = Read(text => text).Models.ToList();
        var second = Read(text => text + "\n// end").Models.ToList();
        var third = Read(text => text.Replace("Tanh", "Softsign", StringComparison.Ordinal)).Models.ToList();

        Assert.Equal(["cell", "network"], first.Select(m => m.Kind).Distinct());
        Assert.Equal(first, second);
        Assert.Equal(first.Select(m => m.GetHashCode()), second.Select(m => m.GetHashCode()));
        Assert.All(first.Zip(third), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    /// <summary>A run over cells and networks whose text was edited.</summary>
    private static Generated Read(Func<string, string> edit) => Generated.From(edit(Sources.Read("SimpleCells.cs")), edit(Network));

    /// <summary>The fields, of a type and of what it holds, that are neither text nor number nor such a type themselves.</summary>
    private static IEnumerable<FieldInfo> Foreign(Type type) => type
        .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
        .Where(f => !IsAllowed(f.FieldType, f.DeclaringType!));

    private static bool IsAllowed(Type type, Type holder)
    {
        if (Leaves.Contains(type) || type.IsGenericParameter)
        {
            return true;
        }

        // The one list that compares its items holds a framework list, and CellTarget compares its lists itself; a test of the compiler holds it to that.
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return holder.Name == "EquatableList`1" || (holder.Name == "CellTarget" && IsAllowed(type.GenericTypeArguments[0], holder));
        }

        var isOurs = type.Assembly == typeof(ClassModel).Assembly && type.GetInterfaces().Any(i => i.Name == "IEquatable`1");
        return isOurs && type.GenericTypeArguments.All(a => IsAllowed(a, type)) && !Foreign(type.IsGenericType ? type.GetGenericTypeDefinition() : type).Any();
    }

    private sealed class Faulty
    {
        public ISymbol? Symbol { get; set; }

        public int[] Items { get; set; } = [];

        public string Fine { get; set; } = "";
    }
}
