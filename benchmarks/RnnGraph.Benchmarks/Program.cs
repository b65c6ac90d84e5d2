using RnnGraph.Benchmarks;

return BenchmarkCommands.Root().Parse(args).Invoke();
