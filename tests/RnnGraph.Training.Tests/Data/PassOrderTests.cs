namespace RnnGraph.Training.Tests.Data;

public sealed class PassOrderTests
{
    [Fact]
    public void Every_pass_takes_every_item_once_and_in_another_order()
    {
        var order = new PassOrder(50, seed: 4);
        var passes = Enumerable.Range(0, 6).Select(pass => order.Of(pass).ToArray()).ToList();
        Assert.All(passes, pass => Assert.Equal(Enumerable.Range(0, 50), pass.Order()));
        Assert.Equal(6, passes.Select(pass => string.Join(' ', pass)).Distinct().Count());
    }

    [Fact]
    public void The_order_hangs_on_seed_and_pass_alone()
    {
        var (order, other) = (new PassOrder(50, seed: 4), new PassOrder(50, seed: 5));
        var third = order.Of(3).ToArray();
        _ = order.Of(7);
        Assert.Equal(third, order.Of(3).ToArray());
        Assert.Equal(third, new PassOrder(50, seed: 4).Of(3).ToArray());
        Assert.NotEqual(third, other.Of(3).ToArray());
    }

    [Fact]
    public void Every_item_comes_first_about_as_often_as_any_other()
    {
        var order = new PassOrder(5, seed: 1);
        var first = new int[5];
        for (var pass = 0; pass < 5000; pass++)
            first[order.Of(pass)[0]]++;
        Assert.All(first, count => Assert.InRange(count, 850, 1150)); // 1000 ± 5 deviations of √(5000 · 0.2 · 0.8) = 28
    }

    [Fact]
    public void Without_a_seed_items_stay_as_they_are()
    {
        var order = new PassOrder(4, seed: null);
        Assert.Equal([0, 1, 2, 3], order.Of(0).ToArray());
        Assert.Equal([0, 1, 2, 3], order.Of(9).ToArray());
    }
}
