namespace RnnGraph.Generators.Models;

/// <summary>What compiling one cell gave: its files and, if the compiler refused it or failed, the diagnostic's id and message.</summary>
internal sealed class EmittedClass : IEquatable<EmittedClass>
{
    public EmittedClass(string hintName, EquatableList<SourceFile> files, string faultId = "", string faultMessage = "")
    {
        HintName = hintName;
        Files = files;
        FaultId = faultId;
        FaultMessage = faultMessage;
    }

    public string HintName { get; }

    public EquatableList<SourceFile> Files { get; }

    /// <summary>The id of the diagnostic; empty when all went well.</summary>
    public string FaultId { get; }

    public string FaultMessage { get; }

    public bool Equals(EmittedClass? other) =>
        other is not null && HintName == other.HintName && FaultId == other.FaultId && FaultMessage == other.FaultMessage && Files.Equals(other.Files);

    public override bool Equals(object? obj) => Equals(obj as EmittedClass);

    public override int GetHashCode() => unchecked((StringComparer.Ordinal.GetHashCode(HintName) * 31) + Files.GetHashCode());
}
