using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGraph.Generators.Evaluation;
using RnnGraph.Generators.Models;
using RnnGraph.Generators.Reading;

namespace RnnGraph.Generators.Remembering;

/// <summary>
/// Reads the classes of a program, from memory where nothing has changed that a reading hangs on: an editor asks for all of them after every edit, and each edit makes a new
/// compilation, in which everything would have to be bound anew. Whether memory answers changes the time alone, never the reading.
/// </summary>
internal static class ReadingMemory
{
    public static IEnumerable<ClassReading> Read(Compilation compilation, CancellationToken cancellation)
    {
        var program = ProgramFacts.Of(compilation);
        foreach (var (file, start) in program.Marked)
        {
            if (!file.Readings.TryGetValue(start, out var remembered) || !remembered.HoldsIn(program))
            {
                remembered = ReadAnew(program, file, start, compilation, remembered?.Reading, cancellation);
            }

            if (remembered.Reading is { } reading)
            {
                yield return reading;
            }
        }
    }

    private static RememberedReading ReadAnew(
        ProgramFacts program, FileFacts file, int start, Compilation compilation, ClassReading? last, CancellationToken cancellation)
    {
        var source = SourceOperations.Of(compilation);
        var tree = program.Tree(file.Tree);
        var declaration = tree.GetRoot(cancellation).FindToken(start).Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().First(t => t.SpanStart == start);
        var reading = ClassReader.Read(declaration, source, cancellation);

        // One that equals the last stays the same object, as what was emitted for its model is kept with the model.
        var made = new RememberedReading(program.Declarations, source.Read.Append(tree).Select(Identity.Of).Distinct().ToList(), reading is not null && reading.Equals(last) ? last : reading);
        if (reading is null || reading.Findings.Count == 0)
        {
            file.Readings[start] = made;
        }

        // A class with findings is read anew each time: what is wrong with it may hang on any of the C# compiler's errors.
        return made;
    }
}
