namespace RnnGraph.TestKit.Tests;

/// <summary>What a verification does when the verified file is missing, differs, agrees or is left over.</summary>
public sealed class SnapshotComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngraph-snapshots-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_snapshot_fails_and_is_left_as_received()
    {
        var fault = await Assert.ThrowsAsync<VerifyException>(() => Verify("new\r\ntext"));
        Assert.Contains("new: name.received.txt", fault.Message, StringComparison.Ordinal);
        Assert.Equal("new\ntext"u8.ToArray(), await File.ReadAllBytesAsync(PathTo("name.received.txt")));
    }

    [Fact]
    public async Task A_difference_fails_and_names_the_line()
    {
        await File.WriteAllTextAsync(PathTo("name.verified.txt"), "same\nold\n");
        var fault = await Assert.ThrowsAsync<VerifyException>(() => Verify("same\nnew\n"));
        Assert.Contains("line 2 verified: old", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 2 received: new", fault.Message, StringComparison.Ordinal);
        Assert.Equal("same\nold\n", await File.ReadAllTextAsync(PathTo("name.verified.txt")));
    }

    [Fact]
    public async Task Agreement_deletes_what_was_received_before()
    {
        await File.WriteAllTextAsync(PathTo("name.verified.txt"), "text\r\n");
        await File.WriteAllTextAsync(PathTo("name.received.txt"), "old");
        await Verify("text\n");
        Assert.False(File.Exists(PathTo("name.received.txt")));
    }

    [Fact]
    public async Task A_part_that_is_no_longer_made_fails()
    {
        await File.WriteAllTextAsync(PathTo("name.verified.txt"), "text");
        await File.WriteAllTextAsync(PathTo("name#gone.verified.txt"), "text");
        await File.WriteAllTextAsync(PathTo("name2.verified.txt"), "another test's");
        var fault = await Assert.ThrowsAsync<VerifyException>(() => Verify("text"));
        Assert.Contains("delete it: name#gone.verified.txt", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("name2", fault.Message, StringComparison.Ordinal);
    }

    private Task Verify(string text) => Verifier.Verify(text).UseDirectory(_folder).UseFileName("name").DisableDiff();

    private string PathTo(string file) => Path.Combine(_folder, file);
}
