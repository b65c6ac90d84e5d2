using System.Globalization;
using RnnGraph.TestKit;

namespace RnnGraph.Training.Tests.Readers;

/// <summary>Reading columns of numbers, whatever the culture, with places in the errors.</summary>
public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;

    public CsvFileTests()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = comma;
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = culture;
        folder.Dispose();
    }

    [Fact]
    public void The_columns_are_those_asked_for_in_that_order()
    {
        var series = Read("\"Day, of\",\"a \"\"b\"\"\",c,d\n\"1,5\",-1.5, 2e3 ,\nx,\"0.25\",+7,y\n\n", "c", "a \"b\"");
        Assert.Equal(["c", "a \"b\""], series.Columns);
        Assert.Equal([2000, -1.5f, 7, 0.25f], series.Values.ToArray());
        Assert.Equal(2, series.Rows);
        Assert.Equal([7, 0.25f], series[1].ToArray());
    }

    [Fact]
    public void Another_separator_may_be_used()
    {
        File.WriteAllText(folder.File("table"), "a\tb\r\n1\t2\r\n");
        Assert.Equal([2f], CsvFile.Read<float>(folder.File("table"), ["b"], '\t').Values.ToArray());
    }

    [Fact]
    public void Of_one_column_too_no_empty_line_is_passed_over()
    {
        Assert.Equal([1, 2], Read("a\n1\n2\n\n\n", "a").Values.ToArray());
        Assert.Equal($"{folder.File("table")}(3,1): expected values, given an empty line before others",
            Assert.Throws<InvalidDataException>(() => Read("a\n1\n\n2\n", "a")).Message);
    }

    [Theory]
    [InlineData("", "1,1", "expected a line of names, the file is empty")]
    [InlineData("a,c\n1,2", "1,1", "expected a column 'b', the file has: a, c")]
    [InlineData("a,b\n1,2\n1\n", "3,1", "expected 2 values, as many as names, given 1")]
    [InlineData("a,b\n1,2,3\n", "2,1", "expected 2 values, as many as names, given 3")]
    [InlineData("a,b\n1,2\n12,x3\n", "3,4", "expected a number, given 'x3'")]
    [InlineData("a,b\n1,\n", "2,3", "expected a number, given ''")]
    [InlineData("a,b\n1,NaN\n", "2,3", "expected a number, given 'NaN'")]
    [InlineData("a,b\n1,1e99\n", "2,3", "expected a number, given '1e99'")]
    [InlineData("a,b\n\"1,2\n", "2,1", "expected a closing quote, the line has none")]
    [InlineData("a,b\n1,2\n\n\n3,4\n", "3,1", "expected values, given an empty line before others")]
    [InlineData("a,b\n\"1\"0,2\n", "2,4", "expected ',' behind the closing quote, given '0'")]
    public void What_does_not_fit_is_refused_with_line_and_column(string text, string place, string problem)
        => Assert.Equal($"{folder.File("table")}({place}): {problem}", Assert.Throws<InvalidDataException>(() => Read(text, "a", "b")).Message);

    [Fact]
    public void What_is_not_UTF_8_is_refused()
    {
        File.WriteAllBytes(folder.File("table"), [(byte)'a', (byte)'\n', 0xFF, (byte)'\n']);
        Assert.Throws<InvalidDataException>(() => CsvFile.Read<float>(folder.File("table"), ["a"]));
        Assert.Throws<FileNotFoundException>(() => CsvFile.Read<float>(folder.File("none"), ["a"]));
    }

    [FactIfData("airline-passengers.csv")]
    public void A_series_of_the_literature_is_read()
    {
        var series = CsvFile.Read<double>(SharedData.PathTo("airline-passengers.csv"), ["Passengers"]);
        Assert.Equal((144, 112.0, 432.0), (series.Rows, series.Values[0], series.Values[^1])); // Box & Jenkins: January 1949 to December 1960
    }

    private Series<float> Read(string text, params string[] columns)
    {
        File.WriteAllText(folder.File("table"), text);
        return CsvFile.Read<float>(folder.File("table"), columns);
    }
}
