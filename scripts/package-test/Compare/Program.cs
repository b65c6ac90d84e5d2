// A cell of one's own beside LSTM and GRU: its gradients checked, all three trained on a text, five seeds each, the picture written.
// args: the text, and if it is only to be tried the number of updates, a multiple of 50.
using RnnGraph.Checking;
using RnnGraph.Training;

GradientCheck.Run(new MyCellDouble(3, 5)).ThrowIfFailed();

var text = TextFile.Read(args[0]);
var vocabulary = Vocabulary.Of(text);
var comparison = new CellComparison<float>(
    ComparisonTasks.Text<float>(vocabulary.Encode(text)),
    [
        new("mine", hidden => new OverMine(vocabulary.Count, hidden)),
        new("lstm", hidden => new OverLstm(vocabulary.Count, hidden)),
        new("gru", hidden => new OverGru(vocabulary.Count, hidden)),
    ],
    new ComparisonSettings { Parameters = 20_000, Seeds = 5, Updates = args.Length > 1 ? int.Parse(args[1]) : 1000 },
    folder: "runs");
var result = comparison.Run(new Ended());
result.Write(".");                                                          // comparison.html, comparison.svg, comparison.json
foreach (var network in result.Networks)
    Console.WriteLine($"{network.Name}: {network.Size.Hidden} units, test loss {network.Test.Median:F3} ({network.Test.Least:F3} … {network.Test.Greatest:F3}) {result.LossUnit}");

/// <summary>A line for each run that has ended.</summary>
internal sealed class Ended : IProgress<ComparisonProgress>
{
    public void Report(ComparisonProgress value)
    {
        if (value.HasEnded)
            Console.WriteLine($"{value.RunsEnded}/{value.Runs} {value.Network}, rate {value.LearningRate}, seed {value.Seed}: {value.ValidationLoss:F3}");
    }
}
