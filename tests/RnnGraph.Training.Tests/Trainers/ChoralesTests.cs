using RnnGraph.TestKit;

namespace RnnGraph.Training.Tests.Trainers;

/// <summary>The way from a file to a trained model, with everything on it.</summary>
public sealed class ChoralesTests
{
    private const int Passes = 8;

    // Independent keys at their frequencies cost 11.06 nats a frame; a GRU of this size comes to 8.54 on the test set after a full training (Chung et al. 2014).
    // The bound lies between: eight passes end at about 8.6 here, and at another vector width as far away as another seed would.
    [FactIfData("JSB_Chorales.json")]
    public void Eight_passes_teach_far_more_than_how_often_keys_sound()
    {
        var music = PolyphonyFile.Read(SharedData.PathTo("JSB_Chorales.json"));
        var network = new MusicMemory(music["train"].Keys, 46);
        network.Initialize(1);
        var source = new PolyphonyBatches<float>(music["train"], rows: 1, seed: 1);
        var trainer = new Trainer<float>(network, source, new Adam<float>(new(0.01), network), new()
        {
            MeasureEvery = source.BatchesPerPass,
            HeldOutLoss = new HeldOut<float>(network, new PolyphonyBatches<float>(music["valid"], rows: 16, seed: null)).Loss,
        });
        trainer.Run(Passes * source.BatchesPerPass);

        Assert.Equal(Passes, trainer.Curve.Points.Count);
        Assert.True(trainer.Best.Loss is > 8 and < 9.5, string.Join(' ', trainer.Curve.Points.Select(point => $"{point.ValidLoss:F3}")));
    }
}
