using System.Globalization;
using GradientFlowSample;
using RnnGraph.Cells;
using RnnGraph.Training;

// How far back does a gradient reach? Prints ‖∂h_T/∂s_t‖ for the textbook's scalar cell and for cells of the catalogue, and draws it, before and after they learn to remember a number.
//   dotnet run -c Release --project samples/GradientFlow -- [folder for the pictures, default: none]
const int Steps = 100;
const int Hidden = 32;
const int Updates = 1000;
string[] ids = ["rnn-tanh", "gru-torch", "lstm", "lstm-forget-1"];
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args.Length > 1 || (args.Length == 1 && args[0].StartsWith('-')))
{
    Console.Error.WriteLine("usage: GradientFlow [folder for the pictures]");
    return 2;
}

Console.WriteLine($"The scalar cell h = w·h⁻ + x over {Steps} steps:");
var textbook = new List<ChartSeries>();
foreach (var weight in new[] { 0.9, 1.0, 1.1 })
{
    var flow = GradientFlowProbe.Measure(ScalarCell.WithWeight(weight), new double[Steps]);
    Console.WriteLine($"  w = {weight:f1}: ∂h_100/∂h_0 = {flow.Norms[0]:g6}");
    textbook.Add(ChartSeries.Of($"{weight:f1}^(T−t)", flow.Relative) with { IsReference = true });
}

var task = new RecallTask(Steps, batch: 1, seed: 100);
task.Next();
var sequence = task.X;
List<ChartSeries> start = [], trained = [];
Console.WriteLine($"\nCells of {Hidden} units, relative norm ‖∂h_T/∂s_t‖ / ‖∂h_T/∂s_T‖ at T − t = 10, 50, 100, factor per step; error after {Updates} updates:");
foreach (var id in ids)
{
    var cell = Catalogue.Find(id).Double(RecallTask.Features, Hidden);
    cell.Initialize(1);
    var before = GradientFlowProbe.Measure(cell, sequence);
    var error = new RecallTask(Steps, batch: 32, seed: 1).Train(cell, Updates);
    var after = GradientFlowProbe.Measure(cell, sequence);
    start.Add(ChartSeries.Of(id, before.Relative));
    trained.Add(ChartSeries.Of(id, after.Relative));
    Console.WriteLine($"  {id,-14} at first {Describe(before)}   trained {Describe(after)}   mean squared error {error:f4}");
}

if (args.Length == 1)
{
    Directory.CreateDirectory(args[0]);
    Save("gradient-flow-start.svg", "At first", [.. start, .. textbook]);
    Save("gradient-flow-trained.svg", "After learning to remember a number", [.. trained, .. textbook]);
}

return 0;

static string Describe(GradientFlow flow) => $"{flow.Relative[^11],9:g2} {flow.Relative[^51],9:g2} {flow.Relative[0],9:g2} ({flow.FactorPerStep:f3})";

void Save(string file, string when, IReadOnlyList<ChartSeries> series)
{
    var chart = new LineChart
    {
        Title = $"How far back a gradient reaches: {when.ToLowerInvariant()}",
        XLabel = "step t",
        YLabel = "‖∂h_T/∂s_t‖, relative",
        Series = series,
        IsLogarithmic = true,
    };
    var path = Path.Combine(args[0], file);
    File.WriteAllText(path, chart.ToSvg());
    Console.WriteLine($"wrote {path}");
}
