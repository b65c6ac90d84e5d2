using System.CommandLine;
using System.Globalization;
using BenchmarkDotNet.Running;
using RnnGraph.Benchmarks.Bounds;
using RnnGraph.Benchmarks.Peers;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>The benchmarks by name, and what they may be asked.</summary>
internal static class BenchmarkCommands
{
    private static readonly string[] Modes = [LayerCase.Forward, LayerCase.Train];

    public static RootCommand Root() => new("Measures RnnGraph. Run it alone on the machine: sides of a comparison take turns, but they share what the machine has left.")
    {
        Plain("peak", "The multiply-add peak of one core, and how fast it reads.", Limits),
        OfShapes("layer", "An LSTM layer, forward and training: GFLOP/s and share of the peak.", LayerBenchmark.Run),
        OfShapes("phases", "Where the time of an LSTM's training step goes: each product by itself, and the rest.", PhasesBenchmark.Run),
        OfShapes("ragged", "Sequences of all lengths in a batch beside a full one: the ratio of their times, and of their steps.", RaggedBenchmark.Run),
        OfShapes("overlap", "Stacks and layers in both directions on threads that share few rows: one scan after another, and beside one another.", OverlapBenchmark.Run),
        OfPeers(),
        Bounds(),
        Embedding(),
        Plain("one-hot", "A character model that reads symbols as tokens beside the same with dense one-hot rows.", OneHotBenchmark.Run),
        Plain("diagonal", "The gradient of a diagonal LSTM in double precision beside C++ by hand and a tape; see benchmarks/peers.", DiagonalBenchmark.Run),
        Plain("head", "A language model by its vocabulary: its head and loss over all rows at once, and a block at a time.", HeadBenchmark.Run),
        Plain("stream", "Nanoseconds of a streaming step of an LSTM and a GRU by size, also with denormal values.", StreamBenchmark.Run),
        Plain("clockwork", "Microseconds of a step by the number of due blocks, forward and training.", ClockworkBenchmark.Run),
        Generator(),
        Jit(),
        LongStreamOf(),
        LongSequenceOf(),
        Plain("first-call", "The first step of a process, with and without Prepare().", FirstCall.Run),
        FirstCallOnce(),
        Kernels(),
    };

    private static Command Plain(string name, string about, Action run)
    {
        var processorTime = ProcessorTime();
        var command = new Command(name, about) { processorTime };
        command.SetAction(parsed =>
        {
            Clock.CountsProcessorTime = parsed.GetValue(processorTime);
            run();
        });
        return command;
    }

    /// <summary>A benchmark of layers, by their shapes and threads.</summary>
    private static Command OfShapes(string name, string about, Action<LayerShape, int> run)
    {
        var (shape, threads, processorTime) = (Shapes("--shape", "32x64x128x256"), Threads("1"), ProcessorTime());
        var command = new Command(name, about) { shape, threads, processorTime };
        command.SetAction(parsed =>
        {
            Clock.CountsProcessorTime = parsed.GetValue(processorTime);
            foreach (var one in parsed.GetRequiredValue(shape))
            {
                foreach (var count in parsed.GetRequiredValue(threads))
                    run(one, count);
            }
        });
        return command;
    }

    private static Command Embedding()
    {
        var (shape, processorTime) = (Shapes("--shape", "32x64x128x256"), ProcessorTime());
        var command = new Command("embedding", "An LSTM over embedded tokens, the embedding folded into its input product and in memory.") { shape, processorTime };
        command.SetAction(parsed =>
        {
            Clock.CountsProcessorTime = parsed.GetValue(processorTime);
            foreach (var one in parsed.GetRequiredValue(shape))
                EmbeddingBenchmark.Run(one);
        });
        return command;
    }

    private static Command OfPeers()
    {
        var cells = List<string>("--cells", "lstm,gru", "lstm, gru, peephole or cifg", word => LayerCase.Cells.ContainsKey(word) ? [word] : []);
        var shapes = Shapes("--shapes", "32x64x128x256,1x100x64x128");
        var threads = Threads("1,2");
        var modes = List<string>("--modes", "forward,train", "forward or train", word => Modes.Contains(word) ? [word] : []);
        var rounds = new Option<int>("--rounds") { Description = "How often each side has its turn.", DefaultValueFactory = _ => 9 };
        var json = new Option<string?>("--json") { Description = "A file for the figures." };
        var command = new Command("peers", "Layers of RnnGraph, PyTorch, oneDNN and ONNX Runtime in turns; see benchmarks/peers.") { cells, shapes, threads, modes, rounds, json };
        command.SetAction(parsed => PeersBenchmark.Run(
            [.. from cell in parsed.GetRequiredValue(cells)
                from shape in parsed.GetRequiredValue(shapes)
                from count in parsed.GetRequiredValue(threads)
                from mode in parsed.GetRequiredValue(modes)
                select new LayerCase(cell, shape, mode, count)],
            parsed.GetValue(rounds),
            parsed.GetValue(json)));
        return command;
    }

    private static Command Generator()
    {
        var cells = new Option<int>("--cells") { Description = "How many cells the edited project has.", DefaultValueFactory = _ => 200 };
        var rounds = new Option<int>("--rounds") { Description = "How often each edit is made.", DefaultValueFactory = _ => 25 };
        var processorTime = ProcessorTime();
        var command = new Command("generator", "What the generator costs a build and an editor: first runs, and each kind of edit in a project of many cells.") { cells, rounds, processorTime };
        command.SetAction(parsed =>
        {
            Clock.CountsProcessorTime = parsed.GetValue(processorTime);
            GeneratorBenchmark.Run(parsed.GetValue(cells), parsed.GetValue(rounds));
        });
        return command;
    }

    private static Command Jit()
    {
        var cells = new Option<int>("--cells") { Description = "Compile so many random cells one by one instead, and say what memory does." };
        var processorTime = ProcessorTime();
        var command = new Command("jit", "A cell compiled at run time beside the generated one; the cost of compiling.") { cells, processorTime };
        command.SetAction(parsed =>
        {
            Clock.CountsProcessorTime = parsed.GetValue(processorTime);
            if (parsed.GetValue(cells) is > 0 and var count)
                RandomSearch.Run(count);
            else
                JitBenchmark.Run();
        });
        return command;
    }

    private static Command Bounds()
    {
        var shapes = Shapes("--shapes", "32x64x128x256");
        var cells = List<string>("--cells", "", "ids of the catalogue", word => Catalogue.Cells.Any(cell => cell.Id == word) ? [word] : []);
        var rounds = new Option<int>("--rounds") { Description = "How often each cell is measured.", DefaultValueFactory = _ => 9 };
        var command = new Command("bounds", "Every cell of the catalogue against its own bound: operations, functions or bytes.") { shapes, cells, rounds };
        command.SetAction(parsed =>
            BoundsBenchmark.Run(parsed.GetRequiredValue(shapes), parsed.GetRequiredValue(cells), parsed.GetValue(rounds)));
        return command;
    }

    private static Command LongStreamOf()
    {
        var steps = new Option<long>("--steps") { Description = "How many steps.", DefaultValueFactory = _ => 10_000_000 };
        var command = new Command("long-stream", "A GRU with a head, step after step: times, allocation, agreement of blocks, vanishing values, NaN.") { steps };
        command.SetAction(parsed => LongStream.Run(parsed.GetValue(steps)));
        return command;
    }

    private static Command LongSequenceOf()
    {
        var (shape, threads, processorTime) = (Shapes("--shape", "32x10000x128x512"), Threads("1"), ProcessorTime());
        var memory = new Option<int>("--memory") { Description = "The memory of the run in segments, in MiB.", DefaultValueFactory = _ => 512 };
        var rounds = new Option<int>("--rounds") { Description = "How often each side has its turn.", DefaultValueFactory = _ => 3 };
        var command = new Command("long-sequence", "An LSTM layer's training step over long sequences, in as much memory as all steps take and in less: times, and their ratio.") { shape, memory, threads, rounds, processorTime };
        command.SetAction(parsed =>
        {
            Clock.CountsProcessorTime = parsed.GetValue(processorTime);
            foreach (var one in parsed.GetRequiredValue(shape))
            {
                foreach (var count in parsed.GetRequiredValue(threads))
                    LongSequence.Run(one, parsed.GetValue(memory), count, parsed.GetValue(rounds));
            }
        });
        return command;
    }

    /// <summary>What <c>first-call</c> starts in a process of its own.</summary>
    private static Command FirstCallOnce()
    {
        var prepare = new Option<bool>("--prepare") { Description = "With Prepare()." };
        var command = new Command("first-call-once", "The first step of this process.") { prepare };
        command.Hidden = true;
        command.SetAction(parsed => FirstCall.RunOnce(parsed.GetValue(prepare)));
        return command;
    }

    private static Command Kernels()
    {
        var command = new Command("kernels", "Single kernels, with BenchmarkDotNet and its own arguments.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(parsed => BenchmarkSwitcher.FromAssembly(typeof(Peak).Assembly).Run([.. parsed.UnmatchedTokens]));
        return command;
    }

    private static void Limits()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"multiply-add peak of one core: {Peak.Median():F1} GFLOP/s"));
        foreach (var kibibytes in new[] { 16, 256, 4096 })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reading {kibibytes} KiB over and over: {Machine.Bandwidth(kibibytes * 1024) / 1e9:F0} GB/s"));
    }

    private static Option<bool> ProcessorTime() => new("--processor-time") { Description = "Count this process's processor time instead of the wall clock's." };

    private static Option<LayerShape[]> Shapes(string name, string otherwise) => List<LayerShape>(name, otherwise, "batch x steps x input x hidden, four numbers joined by x", word => LayerShape.Parse(word) is { } shape ? [shape] : []);

    private static Option<int[]> Threads(string otherwise) => List<int>("--threads", otherwise, "threads of a run", word => AsNumber(word) is { } number ? [number] : []);

    private static int? AsNumber(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>Several values joined by commas; <paramref name="parse"/> gives none for what it refuses.</summary>
    private static Option<T[]> List<T>(string name, string otherwise, string about, Func<string, T[]> parse) => new(name)
    {
        Description = $"Which: {about}; several are joined by commas.",
        DefaultValueFactory = _ => [.. otherwise.Split(',').SelectMany(parse)],
        CustomParser = result =>
        {
            var words = result.Tokens[0].Value.Split(',');
            T[] all = [.. words.SelectMany(parse)];
            if (all.Length != words.Length)
                result.AddError($"{name} takes {about}, several joined by commas; '{result.Tokens[0].Value}' was given.");
            return all;
        },
    };
}
