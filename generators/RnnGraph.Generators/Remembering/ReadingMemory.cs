using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGraph.Generators.Evaluation;
using RnnGraph.Generators.Models;
using RnnGraph.Generators.Reading;

namespace RnnGraph.Generators.Remembering;

/// <summary>
/// Reads the classes of a file, from memory where nothing has changed that a reading hangs on: an editor asks for all of them after every edit, and each edit makes a new
/// compilation, in which everything would have to be bound anew. Whether memory answers changes the time alone, never the reading.
/// </summary>
internal static class ReadingMemory
{
    public static IEnumerable<ClassReading> Read(MarkedFile file, Compilation compilation, CancellationToken cancellation)
    {
        var program = ProgramFacts.Of(compilation);
        var readings = program[file.Index].Readings;
        foreach (var start in file.Classes)
        {
            if (!readings.TryGetValue(start, out var remembered) || !remembered.HoldsIn(program))
            {
                remembered = ReadAnew(program, file.Index, start, compilation, cancellation);
                if (remembered.Reading?.Findings.Count is null or 0)
                {
                    readings[start] = remembered;
                }
            }

            if (remembered.Reading is { } reading)
            {
                yield return reading;
            }
        }
    }

    // A class with findings is read anew each time: what is wrong with it may hang on any of the C# compiler's errors.
    private static RememberedReading ReadAnew(ProgramFacts program, int file, int start, Compilation compilation, CancellationToken cancellation)
    {
        var source = SourceOperations.Of(compilation);
        var tree = compilation.SyntaxTrees.ElementAt(file);
        var declaration = tree.GetRoot(cancellation).FindToken(start).Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().First(t => t.SpanStart == start);
        var reading = ClassReader.Read(declaration, source, cancellation);
        return new RememberedReading(program.Declarations, source.Read.Append(tree).Select(Identity.Of).Distinct().ToList(), reading);
    }
}
