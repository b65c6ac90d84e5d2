namespace RnnGraph.TestKit.Tests;

/// <summary>Each test passes only if its verified file bears the name that Verify gives it.</summary>
public class SnapshotNameTests
{
    [Fact]
    public Task A_text_is_named_after_class_and_method() => Verifier.Verify("text");

    [Fact]
    public Task The_extension_is_the_given_one() => Verifier.Verify("// text", "cs");

    [Theory]
    [InlineData("lstm", 3)]
    [InlineData("a/b", 4)]
    public Task Parameters_follow_the_method(string cell, int size) => Verifier.Verify($"{cell} {size}").UseParameters(cell, size);

    [Fact]
    public Task Parts_follow_a_hash_sign() =>
        Verifier.Verify([new Target("txt", "one", "schedule"), new Target("cs", "// two", "Bodies"), new Target("txt", "three")]);

    [Fact]
    public async Task Settings_name_the_method()
    {
        var settings = new VerifySettings();
        settings.UseMethodName("AnotherName");
        settings.AppendContentAsFile("// code", "cs", "extra");
        await Verifier.Verify("text", settings);
    }

    /// <summary>A nested class.</summary>
    public class Nested
    {
        [Fact]
        public Task Containers_come_first() => Verifier.Verify("text");
    }
}
