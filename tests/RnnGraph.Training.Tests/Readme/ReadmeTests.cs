namespace RnnGraph.Training.Tests.Readme;

/// <summary>What README.md shows compiles, runs and learns.</summary>
public class ReadmeTests
{
    [Fact]
    public void Its_code_stands_here()
    {
        var page = File.ReadAllText(Repository.PathTo("README.md")).ReplaceLineEndings("\n");
        var here = Unindented(string.Concat(
            Directory.GetFiles(Repository.PathTo("tests", "RnnGraph.Training.Tests", "Readme"), "*.cs").Select(file => File.ReadAllText(file).ReplaceLineEndings("\n"))));

        var examples = page.Split("```csharp\n").Skip(1).Select(rest => Unindented(rest.Split("```\n")[0])).ToArray();

        Assert.Equal(4, examples.Length);
        Assert.All(examples, example => Assert.Contains(example, here, StringComparison.Ordinal));
    }

    [Fact]
    public void The_cell_runs_there_and_back()
    {
        var (x, y) = (new float[100 * 32 * 64], new float[100 * 32 * 128]);
        var (dx, dy) = (new float[x.Length], new float[y.Length]);
        Array.Fill(x, 0.5f);
        Array.Fill(dy, 1f);

        var cell = new MyGru(input: 64, hidden: 128);
        cell.Initialize(seed: 1);
        var workspace = cell.CreateWorkspace(steps: 100, batch: 32, threads: 2);
        var gradients = cell.CreateGradients();
        cell.Forward(workspace, x, y);                                     // float[100 * 32 * 64] in, float[100 * 32 * 128] out
        cell.Backward(workspace, dy, dx, dState: null, gradients);         // dy is your loss's derivative by y

        Assert.DoesNotContain(0f, y);
        Assert.DoesNotContain(0f, dx);
    }

    [Fact]
    public void The_network_learns()
    {
        var characters = Enumerable.Range(0, 100 * 32).Select(i => i / 32 % 5).ToArray();
        var batches = Enumerable.Repeat((characters, characters.Select(character => (character + 1) % 5).ToArray()), 20);

        var network = new NextCharacter(characters: 65, hidden: 128);
        network.Initialize(seed: 1);
        var workspace = network.CreateWorkspace(steps: 100, batch: 32, threads: 2);
        var gradients = network.CreateGradients();
        var adam = new Adam<float>(new AdamSettings(0.002), network);      // of the package RnnGraph.Training
        foreach (var (current, next) in batches)                           // int[100 * 32] each: characters, and those after them
        {
            network.Forward(workspace, new Inputs<float>(current).AndTokens(next), Outputs<float>.None);
            gradients.Clear();
            network.Backward(workspace, gradients);
            adam.Step([gradients]);
            Console.WriteLine(workspace.Loss);                             // nats a character
        }

        // To guess among all characters costs ln 65 = 4.2 nats, among the five that occur ln 5 = 1.6.
        Assert.InRange(workspace.Loss, 0, 0.5 * Math.Log(65));
    }

    // Namespaces make an example's usings superfluous here.
    private static string Unindented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith("using ", StringComparison.Ordinal))).Trim('\n');
}
