using BenchmarkDotNet.Running;
using RnnGraph.Benchmarks;

Clock.CountsProcessorTime = args.Contains("--processor-time");
switch (args.FirstOrDefault())
{
    case "peak":
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"multiply-add peak of one core: {Peak.Median():F1} GFLOP/s"));
        return 0;
    case "layer" or "embedding":
        var shape = Option("--shape", "32x64x128x256").Split('x').Select(int.Parse).ToArray();
        if (shape.Length != 4)
            return Usage();
        if (args[0] == "embedding")
            EmbeddingBenchmark.Run(shape);
        else
            LayerBenchmark.Run(shape, int.Parse(Option("--threads", "1"), System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case "head":
        HeadBenchmark.Run();
        return 0;
    case "stream":
        StreamBenchmark.Run();
        return 0;
    case "clockwork":
        ClockworkBenchmark.Run();
        return 0;
    case "jit":
        JitBenchmark.Run();
        return 0;
    case "long-stream":
        return LongStream.Run(long.Parse(Option("--steps", "10000000"), System.Globalization.CultureInfo.InvariantCulture));
    case "first-call":
        FirstCall.Run();
        return 0;
    case "first-call-once":
        FirstCall.RunOnce(prepare: args.Contains("with"));
        return 0;
    case "kernels":
        BenchmarkSwitcher.FromAssembly(typeof(Peak).Assembly).Run(args[1..]);
        return 0;
    default:
        return Usage();
}

string Option(string name, string otherwise)
{
    var index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : otherwise;
}

static int Usage()
{
    Console.WriteLine("""
        usage: peak                                              multiply-add peak of one core
               layer [--shape 32x64x128x256] [--threads 1] [--processor-time]
                                                                 an LSTM layer (batch x steps x input x hidden), forward and training
               embedding [--shape 32x64x128x256] [--processor-time]
                                                                 an LSTM over embedded tokens, the embedding folded into its input product and in memory
               head [--processor-time]                           a language model by its vocabulary: its head and loss over all rows at once, and a block at a time
               stream [--processor-time]                         nanoseconds of a streaming step
               clockwork [--processor-time]                      microseconds of a step by the number of due blocks, forward and training
               jit [--processor-time]                            a cell compiled at run time beside the generated one; the cost of compiling
               long-stream [--steps 10000000]                    a GRU with a head, step after step: times, allocation, agreement of blocks, vanishing values, NaN
               first-call                                        the first step of a process, with and without Prepare()
               kernels [BenchmarkDotNet arguments]               single kernels
        """);
    return 1;
}
