using System.Xml.Linq;

namespace RnnGraph.Training.Tests.Reports;

/// <summary>A page as a browser would read it. That it can be parsed as XML means that its elements are well nested and its texts escaped.</summary>
internal static class PageTexts
{
    public static XElement Parse(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", html, StringComparison.Ordinal);
        return XElement.Parse(html["<!DOCTYPE html>\n".Length..], LoadOptions.PreserveWhitespace);
    }

    /// <summary>The texts of all elements of a name, in order.</summary>
    public static List<string> Of(this XElement page, string element) => [.. page.Descendants(element).Select(found => found.Value)];

    /// <summary>Sees to it that nothing is fetched: no address in an attribute or a style but that of an empty icon.</summary>
    public static void FetchesNothing(XElement page)
    {
        string[] fetching = ["href", "src", "srcset", "data", "action", "poster", "background"];
        var addresses = page.Descendants().Attributes().Where(attribute => fetching.Contains(attribute.Name.LocalName)).Select(attribute => attribute.Value);
        Assert.Equal(["data:,"], addresses);
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants("style"), style => style.Value.Contains("url(", StringComparison.Ordinal) || style.Value.Contains("@import", StringComparison.Ordinal));
    }
}
