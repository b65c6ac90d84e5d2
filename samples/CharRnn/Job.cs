using System.Diagnostics;
using RnnGraph.Training;
using Samples;
using Samples.Display;

namespace CharRnn;

/// <summary>One run of the program: reads the text, trains, shows samples on the way, saves, and reports.</summary>
internal sealed class Job(RunOptions options, TextWriter output)
{
    /// <summary>How many characters before the one to predict the baseline looks at.</summary>
    private const int BaselineOrder = 3;

    /// <summary>When samples are shown, besides the end.</summary>
    private static readonly int[] SampleSteps = [100, 500, 2000];

    private readonly long start = Stopwatch.GetTimestamp();

    public void Run(CancellationToken stop)
    {
        OptionErrors.CheckFolder(options.Json, "--json");
        OptionErrors.CheckFolder(options.CheckpointFile, "--checkpoint");
        OptionErrors.CheckFolder(options.Report, "--report");
        OptionErrors.CheckFolder(options.HeatMap, "--heat-map");
        var text = SourceText.Read(options.Text, "--text");
        var vocabulary = options.Resume ? OptionErrors.Name("--resume", () => CharCheckpoint.ReadVocabulary(options.CheckpointFile)) : Vocabulary.Of(text);
        var split = new TextSplit(vocabulary.Encode(text));
        var prompt = Prompt(vocabulary, text);
        var model = NetworkCatalogue.Create(options.Cell, vocabulary, options.Hidden, options.Layers);
        var pictures = new Pictures(options, model, split);
        var trainer = new CharTrainer(model, split, options.Settings, options.Threads, pictures.Callbacks);
        if (options.Resume)
            OptionErrors.Name("--resume", () => CharCheckpoint.Load(trainer, options.CheckpointFile));

        var baseline = new NGramModel(split.Training.Span, vocabulary.Count, BaselineOrder).Loss(split.All.Span, split.TrainingLength);
        output.WriteLine($"{split.TrainingLength} characters to learn, {split.HeldOutLength} held out, {vocabulary.Count} different");
        output.WriteLine($"{options.Cell}, {options.Layers} × {options.Hidden} units, {model.ParameterCount} parameters, {options.Threads} threads, seed {options.Settings.Seed}");
        output.WriteLine(Invariant.Text($"order-{BaselineOrder} n-gram model: {baseline:F4} nats per held-out character"));
        if (options.Resume)
            output.WriteLine($"resumed at step {trainer.Step}");

        var sampler = new CharSampler(model);
        var stopped = false;
        using (var display = IDisplay.Create(output, options.Steps, new("nats per character", "characters")))
        {
            try
            {
                Train(trainer, display, sampler, prompt, pictures, stop);
            }
            catch (OperationCanceledException)
            {
                stopped = true;
            }
            catch (TrainingDivergedException)
            {
                pictures.Write(trainer); // how it came to that
                throw;
            }
        }

        if (stopped || options.Checkpoint is not null)
            CharCheckpoint.Save(trainer, options.CheckpointFile);
        if (stopped)
            output.WriteLine($"stopped at step {trainer.Step}, saved to {options.CheckpointFile}; --resume goes on");
        else if (options.Sample > 0)
            output.WriteLine(SampleText(trainer, sampler, prompt, pictures));
        pictures.Write(trainer);
        var report = new Report(trainer, options.Threads, Stopwatch.GetElapsedTime(start));
        if (options.Json is not null)
            report.WriteJson(options.Json);
        output.WriteLine(report.Baseline(BaselineOrder, baseline));
        output.WriteLine(report.Final);
    }

    /// <summary>Trains from one step where something is to be done to the next.</summary>
    private void Train(CharTrainer trainer, IDisplay display, CharSampler sampler, string prompt, Pictures pictures, CancellationToken stop)
    {
        while (trainer.Step < options.Steps)
        {
            var next = SampleSteps.Append(NextCheckpoint(trainer.Step)).Append(options.Steps).Where(step => step > trainer.Step).Min();
            trainer.Run(next, new Told<CharTrainer>(display, Figures), stop);
            if (trainer.Step >= options.Steps)
                break; // the end has its own sample and checkpoint
            if (options.Sample > 0 && SampleSteps.Contains(trainer.Step))
                display.Write(SampleText(trainer, sampler, prompt, pictures));
            if (trainer.Step != NextCheckpoint(trainer.Step - 1))
                continue;
            CharCheckpoint.Save(trainer, options.CheckpointFile);
            pictures.Write(trainer);
        }
    }

    private static Figures Figures(CharTrainer trainer) => new(trainer.Step, trainer.LastLoss, trainer.Curve, trainer.TrainedCharacters / trainer.TrainingTime.TotalSeconds);

    private int NextCheckpoint(int step) => options.CheckpointEvery == 0 ? int.MaxValue : checked(((step / options.CheckpointEvery) + 1) * options.CheckpointEvery);

    private string SampleText(CharTrainer trainer, CharSampler sampler, string prompt, Pictures pictures)
    {
        var written = sampler.Sample(prompt, options.Sample, options.Temperature, trainer.Random);
        pictures.Recorder.AddSample(trainer.Step, (options.Prompt is null ? "" : prompt) + written);
        return $"--- step {trainer.Step} ---{Environment.NewLine}{(options.Prompt is null ? "" : prompt)}{written}{Environment.NewLine}---";
    }

    /// <summary>What samples go on from: as said, else the start of a line, else the first character.</summary>
    private string Prompt(Vocabulary vocabulary, string text)
    {
        if (options.Prompt is { Length: > 0 } prompt)
        {
            OptionErrors.Name("--prompt", () => vocabulary.Encode(prompt)); // fails now, not after the training
            return prompt;
        }

        return text.Contains('\n', StringComparison.Ordinal) ? "\n" : vocabulary.Decode([0]);
    }
}
