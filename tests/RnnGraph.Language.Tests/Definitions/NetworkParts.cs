namespace RnnGraph.Language.Tests.Definitions;

internal static class NetworkParts
{
    /// <summary>An input of two features that is the output of this name.</summary>
    public static Node Output1(this NetworkBuilder net, string name)
    {
        var x = net.Input("in_" + name, 2);
        net.Output(name, x);
        return x;
    }
}
