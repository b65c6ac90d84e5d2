using RnnGraph.Training;

namespace CharRnn;

/// <summary>What the command line asks for.</summary>
internal sealed record RunOptions
{
    /// <summary>A text file; null for the C# sources of the checkout.</summary>
    public required string? Text { get; init; }

    public required string Cell { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    /// <summary>What decides the result, besides model and text.</summary>
    public required CharTrainingSettings Settings { get; init; }

    public required int Steps { get; init; }

    public required int Threads { get; init; }

    /// <summary>Where the run is saved; null if it wasn't said.</summary>
    public required string? Checkpoint { get; init; }

    /// <summary>Save whenever so many steps were taken; 0: only at the end and when stopped.</summary>
    public required int CheckpointEvery { get; init; }

    public required bool Resume { get; init; }

    /// <summary>Characters of a sample; 0: none.</summary>
    public required int Sample { get; init; }

    /// <summary>What samples go on from; null: a new line.</summary>
    public required string? Prompt { get; init; }

    public required double Temperature { get; init; }

    /// <summary>Where the report is written; null: nowhere.</summary>
    public required string? Report { get; init; }

    /// <summary>Where the heat map is written; null: nowhere.</summary>
    public required string? HeatMap { get; init; }

    /// <summary>The tap that heat map and report show; null: the memory of the last layer.</summary>
    public required string? Tap { get; init; }

    /// <summary>The unit of it; null: that whose value varies most.</summary>
    public required int? Unit { get; init; }

    /// <summary>Where the losses are written; null: nowhere.</summary>
    public required string? Json { get; init; }

    /// <summary>The checkpoint's place, also when it wasn't said: a run that is stopped is saved in any case.</summary>
    public string CheckpointFile => Checkpoint ?? "char-rnn.safetensors";
}
