using System.CommandLine;
using System.Globalization;
using RnnGraph.Training;
using SequenceShapes;

// Trains one network for each shape of sequences on a task that needs it, and says how well it does on sequences that it has not seen.
//   dotnet run -c Release --project samples/SequenceShapes -- [names…] [--seed N] [--threads N] [--quiet]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var names = new Argument<string[]>("names") { Description = $"Which: {string.Join(", ", Demonstration.All.Select(demonstration => demonstration.Name))}. Default: all." };
names.AcceptOnlyFromAmong([.. Demonstration.All.Select(demonstration => demonstration.Name)]);
var seed = new Option<ulong>("--seed") { Description = "What weights and sequences are drawn from.", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads; the results don't depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };
var quiet = new Option<bool>("--quiet") { Description = "Only the results." };
var root = new RootCommand("Trains a network of each shape of sequences on a task that needs it.") { names, seed, threads, quiet };
root.SetAction((parsed, cancellation) => Task.FromResult(RunAll(
    parsed.GetValue(names) ?? [], parsed.GetValue(seed), Math.Max(1, parsed.GetValue(threads)), parsed.GetValue(quiet), cancellation)));
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);

static int RunAll(string[] names, ulong seed, int threads, bool quiet, CancellationToken cancellation)
{
    var failed = 0;
    foreach (var demonstration in Demonstration.All.Where(demonstration => names.Length == 0 || names.Contains(demonstration.Name, StringComparer.Ordinal)))
    {
        try
        {
            var result = demonstration.Run(
                seed, threads, quiet ? null : (updates, loss, measure) => Console.WriteLine($"  {demonstration.Name}, update {updates}: mean loss {loss:f4}, measured {Text(demonstration, measure)}"), cancellation);
            failed += result.IsReached ? 0 : 1;
            Console.WriteLine(
                $"{demonstration.Name,-12} {demonstration.Shape,-22} {Text(demonstration, result.Measure),-24} goal {Text(demonstration, demonstration.Goal)}: "
                + $"{(result.IsReached ? "reached" : "NOT REACHED")} after {result.Updates} updates, {result.Time.TotalSeconds:f1} s");
        }
        catch (Exception error) when (error is TrainingDivergedException or OperationCanceledException)
        {
            Console.Error.WriteLine($"error: {demonstration.Name}: {error.Message}");
            return 1;
        }
    }

    return failed == 0 ? 0 : 1;
}

static string Text(Demonstration demonstration, double measure) => demonstration.IsError ? $"squared error {measure:f5}" : $"{100 * measure:f2} % right";
