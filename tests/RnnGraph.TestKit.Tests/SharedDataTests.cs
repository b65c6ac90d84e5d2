namespace RnnGraph.TestKit.Tests;

/// <summary>Tests over shared data run where it is and are skipped, with the reason, where it isn't.</summary>
public class SharedDataTests
{
    [Fact]
    public void A_test_over_missing_data_says_what_it_needs() =>
        Assert.Equal("needs no-such-file.txt in the folder shared/data beside the checkout", new FactIfDataAttribute("no-such-file.txt").Skip);

    [FactIfData("tinyshakespeare.txt")]
    public void A_test_over_present_data_runs() => Assert.True(File.Exists(SharedData.PathTo("tinyshakespeare.txt")));

    [Fact]
    public void The_checkout_is_found() => Assert.True(File.Exists(Repository.PathTo("RnnGraph.sln")));
}
