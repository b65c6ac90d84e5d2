using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Step by step against the run over a whole sequence, and the carried state.</summary>
public sealed class StreamingTests
{
    private const int Steps = 9;

    [Theory]
    [InlineData(1, 5, 20)]
    [InlineData(3, 1, 8)]
    [InlineData(9, 17, 41)]
    public void StepsGiveTheBitsOfTheSequence(int batch, int input, int hidden)
    {
        var cell = new Lstm(input, hidden);
        var run = new CellRun<float>(cell, Steps, batch, ragged: false).Forward(cell.CreateWorkspace(Steps, batch, Mode.Evaluate));
        var state = cell.CreateState(batch);
        foreach (var (name, values) in run.Initial)
            values.CopyTo(state[name]);
        var stepped = new float[run.Y.Length];
        for (var t = 0; t < 4; t++)
            cell.Step(run.X.AsSpan(t * batch * input, batch * input), stepped.AsSpan(t * batch * hidden, batch * hidden), state);

        // Looking at the state, and a clone of it, doesn't disturb it.
        Assert.Equal(stepped.AsSpan(3 * batch * hidden, batch * hidden).ToArray(), state["h"].ToArray());
        state = state.Clone();
        cell.Steps(run.X.AsSpan(4 * batch * input), stepped.AsSpan(4 * batch * hidden), state);
        Assert.Equal(run.Y, stepped);
        Assert.Equal(run.Final["c"], state["c"].ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void StateGoesFromStepsToRunsAndBack(int batch)
    {
        // Of more than one panel of units, so that a single row's sums have the bits of the sequence's.
        var cell = new Lstm(3, 17);
        var run = new CellRun<float>(cell, 4, batch, ragged: false);
        var whole = cell.CreateState(batch);
        var y = new float[run.Y.Length];
        cell.Steps(run.X, y, whole);
        var mixed = cell.CreateState(batch);
        cell.Step(run.X.AsSpan(0, batch * 3), Outputs<float>.None, mixed);
        cell.Forward(cell.CreateWorkspace(2, batch, Mode.Evaluate), run.X.AsSpan(batch * 3, batch * 6), Outputs<float>.None, mixed);
        cell.Step(run.X.AsSpan(batch * 9, batch * 3), y.AsSpan(0, batch * 17), mixed);
        Assert.Equal(whole["c"].ToArray(), mixed["c"].ToArray());
        mixed.Reset();
        Assert.All(mixed["h"].ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(41)]
    public void ResetCuresNaN(int hidden)
    {
        var cell = new Lstm(1, hidden);
        var state = cell.CreateState(1);
        float[] expected = new float[hidden], spoilt = new float[hidden], cured = new float[hidden];
        cell.Step(new float[] { 0.5f }, expected, state);
        state.Reset();
        cell.Step(new float[] { float.NaN }, spoilt, state);
        cell.Step(new float[] { 0.5f }, spoilt, state);
        state.Reset();
        cell.Step(new float[] { 0.5f }, cured, state);
        Assert.All(spoilt, value => Assert.True(float.IsNaN(value)));
        Assert.Equal(expected, cured);
    }

    [Fact]
    public void StepFollowsParameters()
    {
        var cell = new Lstm(2, 4);
        var state = cell.CreateState(1);
        float[] before = new float[4], after = new float[4];
        cell.Step(new float[] { 1, 2 }, before, state);
        cell.Initialize(7);
        state.Reset();
        cell.Step(new float[] { 1, 2 }, after, state);
        Assert.NotEqual(before, after);
        cell.Prepare();
    }

    [Fact]
    public void TapsAreRead()
    {
        var cell = new Lstm(3, 5);
        var run = new CellRun<float>(cell, Steps, 4, ragged: true);
        float[] trained = new float[Steps * 4 * 5], evaluated = new float[trained.Length];
        foreach (var (mode, tap) in new[] { (Mode.Train, trained), (Mode.Evaluate, evaluated) })
        {
            var workspace = cell.CreateWorkspace(Steps, 4, mode, taps: true);
            run.Forward(workspace);
            workspace.ReadTap("forget", tap);
        }

        Assert.Equal(trained, evaluated);
        for (var t = 0; t < Steps; t++)
        {
            for (var row = 0; row < 4; row++)
                Assert.All(trained.AsSpan(((t * 4) + row) * 5, 5).ToArray(), f => Assert.True(t < run.Lengths[row] ? f is > 0 and < 1 : f == 0));
        }
    }
}
