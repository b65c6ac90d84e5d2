// From a definition to a passing gradient check: dotnet run -- NAME.
using System.Globalization;
using System.Numerics;
using Invented;
using RnnGraph;
using RnnGraph.Checking;

var checks = new Dictionary<string, Func<bool>>
{
    ["UsersCell"] = () => Check(new UsersCell(3, 5)) && Check(new UsersCellDouble(3, 5)),
    ["DelayedGate"] = () => Check(new DelayedGate(3, 5)) && Check(new DelayedGateDouble(3, 5)),
    ["TwoEars"] = () => Check(new TwoEars(3, 4, 5)) && Check(new TwoEarsDouble(3, 4, 5)),
    ["Ladder"] = () => Check(new Ladder(3, 5)) && Check(new LadderDouble(3, 5)),
    ["Reader"] = () => Check(new Reader(7, 4, 5)) && Check(new ReaderDouble(7, 4, 5)),
};
if (args is [var name] && checks.TryGetValue(name, out var check))
    return check() ? 0 : 1;

Console.Error.WriteLine($"Expected one of {string.Join(", ", checks.Keys)}.");
return 2;

static bool Check<T>(ITrainable<T> model)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    var report = GradientCheck.Run(model);
    var worst = report.Rows.Max(row => Math.Max(row.Differences?.Error ?? 0, row.Interpreter?.Error ?? 0));
    Console.WriteLine(report.Passed
        ? string.Create(CultureInfo.InvariantCulture, $"{model.GetType().Name}: {report.Rows.Count} tensors, the largest error is {worst:E1}")
        : report.ToString());
    return report.Passed;
}
