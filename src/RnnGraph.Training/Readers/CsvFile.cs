using System.Numerics;
using System.Text;

namespace RnnGraph.Training;

/// <summary>Reads columns of numbers from a CSV file (RFC 4180, but without line breaks within quotes: a line of names, then lines of values, separated by commas; a value in quotes may hold
/// commas and doubled quotes). Empty lines may stand at the file's end alone.
/// Numbers are written with a point, whatever the machine's culture.</summary>
public static class CsvFile
{
    /// <summary>Reads some columns, line by line.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="columns">The names of the columns, in the order in which they are wanted.</param>
    /// <param name="separator">What stands between two values.</param>
    /// <exception cref="InvalidDataException">A column is missing, a line has another number of values than the first, or a value is no number; the message names file, line and
    /// column.</exception>
    /// <exception cref="IOException">The file is missing or can't be read.</exception>
    public static Series<T> Read<T>(string path, IReadOnlyList<string> columns, char separator = ',')
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var reader = new StreamReader(DataFile.Open(path, "a CSV file"), new UTF8Encoding(false, throwOnInvalidBytes: true));
        var line = 1;
        try
        {
            var values = new CsvLine(path, separator);
            values.Read(reader.ReadLine() ?? throw DataFile.Error(path, 1, 1, "expected a line of names, the file is empty"), line);
            var names = values.Texts();
            var places = columns.Select(column => names.IndexOf(column) is >= 0 and var place
                ? place
                : throw DataFile.Error(path, 1, 1, $"expected a column '{column}', the file has: {string.Join(", ", names)}")).ToArray();
            var (series, row) = (new Series<T>(columns), new T[places.Length]);
            var emptyLine = 0;
            for (line++; reader.ReadLine() is { } text; line++)
            {
                if (text.Length == 0)
                {
                    emptyLine = emptyLine == 0 ? line : emptyLine;
                    continue; // as many files end
                }

                if (emptyLine > 0)
                    throw DataFile.Error(path, emptyLine, 1, "expected values, given an empty line before others");
                values.Read(text, line);
                if (values.Count != names.Count)
                    throw DataFile.Error(path, line, 1, $"expected {names.Count} values, as many as names, given {values.Count}");
                for (var i = 0; i < places.Length; i++)
                    row[i] = values.Number<T>(places[i]);
                series.Add(row);
            }

            return series;
        }
        catch (DecoderFallbackException error)
        {
            throw DataFile.Error(path, line, 1, "expected UTF-8 from here on", error);
        }
    }
}
