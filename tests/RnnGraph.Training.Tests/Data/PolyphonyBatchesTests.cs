using RnnGraph.TestKit;

namespace RnnGraph.Training.Tests.Data;

/// <summary>Batches of pieces of different lengths, and the loss over all of their frames.</summary>
public sealed class PolyphonyBatchesTests
{
    private const int Keys = 5;

    // Pieces of 1, 2, … frames; in frame t of piece p sounds key (p + t) mod 5, and in even frames key 0 too.
    private static readonly Polyphony Music = Make(7);

    [Fact]
    public void A_row_is_a_piece_whose_targets_are_its_frames_and_whose_inputs_are_those_before()
    {
        var source = new PolyphonyBatches<float>(Music, 3, seed: null);
        Assert.Equal(3, source.BatchesPerPass);
        Batches.Read(source, new MirrorMusic(Keys));
        var (inputs, targets, lengths) = Batches.Read(source, new MirrorMusic(Keys)); // pieces 3, 4, 5
        Assert.Equal([4, 5, 6], lengths);
        for (var row = 0; row < 3; row++)
        {
            for (var step = 0; step < 7; step++)
            {
                for (var key = 0; key < Keys; key++)
                {
                    var at = (((step * 3) + row) * Keys) + key;
                    Assert.Equal(step < lengths[row] && Sounds(3 + row, step, key) ? 1 : 0, targets[at]);
                    Assert.Equal(step > 0 && step < lengths[row] && Sounds(3 + row, step - 1, key) ? 1 : 0, inputs[at]);
                }
            }
        }
    }

    [Fact]
    public void A_pass_takes_every_piece_once_and_leaves_the_rest_of_its_last_batch_empty()
    {
        var source = new PolyphonyBatches<float>(Music, 3, seed: 8);
        var network = new MirrorMusic(Keys);
        var (first, second) = (Batches.Lengths(source, network, 3), Batches.Lengths(source, network, 3));
        Assert.Equal(Enumerable.Range(1, 7), first.Order());
        Assert.Equal(Enumerable.Range(1, 7), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_position_is_found_again()
    {
        var network = new MirrorMusic(Keys);
        var source = new PolyphonyBatches<float>(Music, 2, seed: 3);
        for (var batches = 0; batches < 9; batches++)
        {
            var resumed = new PolyphonyBatches<float>(Music, 2, seed: 3);
            resumed.Resume(source.Position);
            var (expected, given) = (Batches.Read(source, network), Batches.Read(resumed, network));
            Assert.Equal(expected.Targets, given.Targets);
            Assert.Equal(expected.Inputs, given.Inputs);
            Assert.Equal(expected.Lengths, given.Lengths);
            Assert.Equal(source.Position, resumed.Position);
        }

        Assert.Throws<ArgumentException>(() => source.Resume([0]));
        Assert.Throws<ArgumentException>(() => source.Resume([0, 5]));
        Assert.Throws<ArgumentException>(() => source.Resume([-1, 0]));
    }

    [Fact]
    public void Other_music_or_another_cut_is_told_apart()
    {
        var one = new PolyphonyBatches<float>(Music, 2, seed: 3).Description;
        Assert.Equal(one, new PolyphonyBatches<float>(Make(7), 2, seed: 3).Description);
        Assert.NotEqual(one, new PolyphonyBatches<float>(Make(8), 2, seed: 3).Description);
        Assert.NotEqual(one, new PolyphonyBatches<float>(Music, 3, seed: 3).Description);
        Assert.NotEqual(one, new PolyphonyBatches<float>(Music, 2, seed: null).Description);
    }

    [Fact]
    public void The_same_frames_as_other_pieces_are_told_apart()
        => Assert.NotEqual(new PolyphonyBatches<float>(Silence(1, 2), 2, seed: 3).Description, new PolyphonyBatches<float>(Silence(2, 1), 2, seed: 3).Description);

    [Fact]
    public void A_piece_that_ends_within_a_frame_is_refused()
    {
        var music = Silence(2);
        music.AddNote(1);
        music.AddNote(3);
        Assert.Equal("Expected the end of a frame before that of its piece, given 2 keys behind the last frame's end.", Assert.Throws<InvalidOperationException>(music.EndPiece).Message);
        music.EndFrame();
        music.EndPiece();
        Assert.Equal([1, 3], music.Sounding(1, 0).ToArray());
    }

    [Fact]
    public void A_batch_larger_than_an_array_is_refused()
        => Assert.StartsWith("Expected batches of at most 2147483591 values, given 2147483647 rows of 7 steps of 5.",
            Assert.Throws<ArgumentException>(() => new PolyphonyBatches<float>(Music, int.MaxValue, seed: null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    public void The_held_out_loss_pools_all_frames_however_they_are_batched(int rows)
    {
        var network = new MusicTeller(Keys);
        network.Parameters.Write("keys.W", new float[Keys * Keys]);
        network.Parameters.Write("keys.b", [1, 0, 0, 0, -1]);
        var (sum, frames) = (0.0, 0);
        for (var piece = 0; piece < Music.Pieces; piece++)
        {
            for (var frame = 0; frame < Music.LengthOf(piece); frame++, frames++)
            {
                sum += (3 * Math.Log(2)) + Math.Log(1 + Math.E) + Math.Log(1 + (1 / Math.E));
                sum += (Sounds(piece, frame, 4) ? 1 : 0) - (Sounds(piece, frame, 0) ? 1 : 0);
            }
        }

        var heldOut = new HeldOut<float>(network, new PolyphonyBatches<float>(Music, rows, seed: null));
        Assert.Equal(sum / frames, heldOut.Loss(), 1e-6); // float's losses of about 3
        Assert.Equal(heldOut.Loss(), heldOut.Loss());
    }

    [Fact]
    public void The_held_out_loss_of_no_frames_is_none() => Assert.Equal(0, new HeldOut<float>(new MusicTeller(Keys), new EmptyMusic(Keys)).Loss());

    [FactIfData("JSB_Chorales.json")]
    public void Independent_keys_at_their_training_frequencies_cost_11_06_on_the_chorales()
    {
        var parts = PolyphonyFile.Read(SharedData.PathTo("JSB_Chorales.json"));
        Assert.Equal(["test", "train", "valid"], parts.Keys.Order(StringComparer.Ordinal));
        var (train, test) = (parts["train"], parts["test"]);
        Assert.Equal((229, 13807, 53824, 129), (train.Pieces, train.Frames, train.Notes, train.Longest)); // what the file says of itself
        Assert.Equal((77, 4725, 18367, 160), (test.Pieces, test.Frames, test.Notes, test.Longest));

        var counts = new int[train.Keys];
        for (var piece = 0; piece < train.Pieces; piece++)
        {
            for (var frame = 0; frame < train.LengthOf(piece); frame++)
            {
                foreach (var key in train.Sounding(piece, frame))
                    counts[key]++;
            }
        }

        var network = new MusicTeller(train.Keys);
        network.Parameters.Write("keys.W", new float[train.Keys * train.Keys]);
        network.Parameters.Write("keys.b", [.. counts.Select(count => (float)Math.Log((count + 0.5) / (train.Frames - count + 0.5)))]); // keys that never sound get a chance
        Assert.Equal(11.06, new HeldOut<float>(network, new PolyphonyBatches<float>(test, 16, seed: null)).Loss(), 0.005); // as published, to two digits
    }

    private static bool Sounds(int piece, int frame, int key) => key == (piece + frame) % Keys || (frame % 2 == 0 && key == 0);

    private static Polyphony Silence(params int[] lengths)
    {
        var music = new Polyphony(Keys);
        foreach (var length in lengths)
        {
            for (var frame = 0; frame < length; frame++)
                music.EndFrame();
            music.EndPiece();
        }

        return music;
    }

    private static Polyphony Make(int pieces)
    {
        var music = new Polyphony(Keys);
        for (var piece = 0; piece < pieces; piece++)
        {
            for (var frame = 0; frame <= piece; frame++)
            {
                foreach (var key in Enumerable.Range(0, Keys).Where(key => Sounds(piece, frame, key)))
                    music.AddNote(key);
                music.EndFrame();
            }

            music.EndPiece();
        }

        return music;
    }
}
