namespace RnnGraph.Cells;

/// <summary>Every shipped cell by its id, for tools and tests that take any of them. It holds plain delegates, so trimming keeps all of it and needs no reflection.</summary>
public static class Catalogue
{
    /// <summary>The cells, ordered by id.</summary>
    public static IReadOnlyList<CatalogueCell> Cells { get; } =
    [
        new("cifg", CoupledLstm.Define, (input, hidden) => new CoupledLstm(input, hidden), (input, hidden) => new CoupledLstmDouble(input, hidden)),
        new("gru-004", GruMinimal.Define, (input, hidden) => new GruMinimal(input, hidden), (input, hidden) => new GruMinimalDouble(input, hidden)),
        new("gru-reset-before", GruResetBefore.Define, (input, hidden) => new GruResetBefore(input, hidden), (input, hidden) => new GruResetBeforeDouble(input, hidden)),
        new("gru-torch", GruTorch.Define, (input, hidden) => new GruTorch(input, hidden), (input, hidden) => new GruTorchDouble(input, hidden)),
        new("lstm", Lstm.Define, (input, hidden) => new Lstm(input, hidden), (input, hidden) => new LstmDouble(input, hidden)),
        new("lstm-forget-1", LstmForgetOne.Define, (input, hidden) => new LstmForgetOne(input, hidden), (input, hidden) => new LstmForgetOneDouble(input, hidden)),
        new("lstm-torch", LstmTorch.Define, (input, hidden) => new LstmTorch(input, hidden), (input, hidden) => new LstmTorchDouble(input, hidden)),
        new("peephole", PeepholeLstm.Define, (input, hidden) => new PeepholeLstm(input, hidden), (input, hidden) => new PeepholeLstmDouble(input, hidden)),
        new("rnn-relu", RnnRelu.Define, (input, hidden) => new RnnRelu(input, hidden), (input, hidden) => new RnnReluDouble(input, hidden)),
        new("rnn-tanh", RnnTanh.Define, (input, hidden) => new RnnTanh(input, hidden), (input, hidden) => new RnnTanhDouble(input, hidden)),
    ];

    /// <summary>The cell called <paramref name="id"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the ids there are.</exception>
    public static CatalogueCell Find(string id) =>
        Cells.FirstOrDefault(cell => string.Equals(cell.Id, id, StringComparison.Ordinal))
        ?? throw new ArgumentException($"no cell is called '{id}'; expected one of {string.Join(", ", Cells.Select(cell => cell.Id))}", nameof(id));
}
