namespace RnnGraph.Cells;

/// <summary>Every shipped cell by its id, for tools and tests that take any of them. It holds plain delegates, so trimming keeps all of it and needs no reflection.</summary>
public static class Catalogue
{
    /// <summary>The cells, ordered by id.</summary>
    public static IReadOnlyList<CatalogueCell> Cells { get; } =
    [
        CatalogueCell.Of<CoupledLstm, CoupledLstmDouble>("cifg", "Lstm", CoupledLstm.Define),
        CatalogueCell.Of<CoupledPeephole, CoupledPeepholeDouble>("cifg-peephole", "Peephole", CoupledPeephole.Define),
        CatalogueCell.Of<Clockwork, ClockworkDouble>("clockwork", "Clocked", (cell, input, hidden) => Clockwork.Define(cell, input, hidden)),
        CatalogueCell.Of<DepthGatedLstm, DepthGatedLstmDouble>("depth-gated", "Layered", (cell, input, hidden) => DepthGatedLstm.Define(cell, input, hidden)),
        CatalogueCell.Of<LstmRecurrentDropout, LstmRecurrentDropoutDouble>("dropout-recurrent", "Regularised", (cell, input, hidden) => LstmRecurrentDropout.Define(cell, input, hidden)),
        CatalogueCell.Of<FastGrnn, FastGrnnDouble>("fastgrnn", "Gru", FastGrnn.Define),
        CatalogueCell.Of<FullGateRecurrence, FullGateRecurrenceDouble>("fgr", "Peephole", FullGateRecurrence.Define),
        CatalogueCell.Of<GatedFeedbackGru, GatedFeedbackGruDouble>("gf-gru", "GatedFeedback", (cell, input, hidden) => GatedFeedbackGru.Define(cell, input, hidden)),
        CatalogueCell.Of<GatedFeedbackLstm, GatedFeedbackLstmDouble>("gf-lstm", "GatedFeedback", (cell, input, hidden) => GatedFeedbackLstm.Define(cell, input, hidden)),
        CatalogueCell.Of<GatedFeedbackTanh, GatedFeedbackTanhDouble>("gf-tanh", "GatedFeedback", (cell, input, hidden) => GatedFeedbackTanh.Define(cell, input, hidden)),
        CatalogueCell.Of<GruMinimal, GruMinimalDouble>("gru-004", "Gru", GruMinimal.Define),
        CatalogueCell.Of<GruResetBefore, GruResetBeforeDouble>("gru-reset-before", "Gru", GruResetBefore.Define),
        CatalogueCell.Of<GruTorch, GruTorchDouble>("gru-torch", "Gru", GruTorch.Define),
        CatalogueCell.Of<IndRnn, IndRnnDouble>("indrnn", "Simple", IndRnn.Define),
        CatalogueCell.Of<LstmInputNoise, LstmInputNoiseDouble>("input-noise", "Regularised", (cell, input, hidden) => LstmInputNoise.Define(cell, input, hidden)),
        CatalogueCell.Of<LiGru, LiGruDouble>("ligru", "Gru", LiGru.Define),
        CatalogueCell.Of<Lstm, LstmDouble>("lstm", "Lstm", Lstm.Define),
        CatalogueCell.Of<Lstm1997, Lstm1997Double>("lstm-1997", "Lstm", Lstm1997.Define),
        CatalogueCell.Of<LstmBlock, LstmBlockDouble>("lstm-block-S", "Lstm", (cell, input, hidden) => LstmBlock.Define(cell, input, hidden)),
        CatalogueCell.Of<LstmForgetOne, LstmForgetOneDouble>("lstm-forget-1", "Lstm", LstmForgetOne.Define),
        CatalogueCell.Of<LstmLayerNorm, LstmLayerNormDouble>("lstm-layernorm", "Lstm", LstmLayerNorm.Define),
        CatalogueCell.Of<MultiplicativeLstm, MultiplicativeLstmDouble>("lstm-multiplicative", "Multiplicative", MultiplicativeLstm.Define),
        CatalogueCell.Of<LstmLinearOutput, LstmLinearOutputDouble>("lstm-noaf-003", "Lstm", LstmLinearOutput.Define),
        CatalogueCell.Of<LstmProjected, LstmProjectedDouble>("lstm-projected", "Lstm", (cell, input, hidden) => LstmProjected.Define(cell, input, 2 * hidden, hidden), (input, hidden) => [input, 2 * hidden, hidden]),
        CatalogueCell.Of<LstmTorch, LstmTorchDouble>("lstm-torch", "Lstm", LstmTorch.Define),
        CatalogueCell.Of<Mgu, MguDouble>("mgu", "Gru", Mgu.Define),
        CatalogueCell.Of<MinGru, MinGruDouble>("mingru", "Linear", MinGru.Define),
        CatalogueCell.Of<MinLstm, MinLstmDouble>("minlstm", "Linear", MinLstm.Define),
        CatalogueCell.Of<MLstm, MLstmDouble>("mlstm", "ExtendedLstm", (cell, input, hidden) => MLstm.Define(cell, input, hidden)),
        CatalogueCell.Of<MultiplicativeIntegration, MultiplicativeIntegrationDouble>("multiplicative-integration", "Multiplicative", MultiplicativeIntegration.Define),
        CatalogueCell.Of<Mut1, Mut1Double>("mut1", "Mutations", Mut1.Define),
        CatalogueCell.Of<Mut2, Mut2Double>("mut2", "Mutations", Mut2.Define),
        CatalogueCell.Of<Mut3, Mut3Double>("mut3", "Mutations", Mut3.Define),
        CatalogueCell.Of<NoForgetGate, NoForgetGateDouble>("nfg", "Peephole", NoForgetGate.Define),
        CatalogueCell.Of<NoInputActivation, NoInputActivationDouble>("niaf", "Peephole", NoInputActivation.Define),
        CatalogueCell.Of<NoInputGate, NoInputGateDouble>("nig", "Peephole", NoInputGate.Define),
        CatalogueCell.Of<NoOutputActivation, NoOutputActivationDouble>("noaf", "Peephole", NoOutputActivation.Define),
        CatalogueCell.Of<NoOutputGate, NoOutputGateDouble>("nog", "Peephole", NoOutputGate.Define),
        CatalogueCell.Of<Lstm, LstmDouble>("np", "Lstm", Lstm.Define),
        CatalogueCell.Of<PeepholeLstm, PeepholeLstmDouble>("peephole", "Peephole", PeepholeLstm.Define),
        CatalogueCell.Of<PeepholeFull, PeepholeFullDouble>("peephole-full", "Peephole", PeepholeFull.Define),
        CatalogueCell.Of<Qrnn, QrnnDouble>("qrnn-fo", "Linear", (cell, input, hidden) => Qrnn.Define(cell, input, hidden)),
        CatalogueCell.Of<RgLru, RgLruDouble>("rglru", "Linear", RgLru.Define),
        CatalogueCell.Of<RecurrentHighway, RecurrentHighwayDouble>("rhn-D", "Layered", (cell, input, hidden) => RecurrentHighway.Define(cell, input, hidden)),
        CatalogueCell.Of<RnnRelu, RnnReluDouble>("rnn-relu", "Simple", RnnRelu.Define),
        CatalogueCell.Of<RnnTanh, RnnTanhDouble>("rnn-tanh", "Simple", RnnTanh.Define),
        CatalogueCell.Of<SLstm, SLstmDouble>("slstm", "ExtendedLstm", (cell, input, hidden) => SLstm.Define(cell, input, hidden)),
        CatalogueCell.Of<Sru, SruDouble>("sru", "Linear", Sru.Define),
        CatalogueCell.Of<LstmStack, LstmStackDouble>("stack", "Layered", (cell, input, hidden) => LstmStack.Define(cell, input, hidden)),
        CatalogueCell.Of<UsersCell, UsersCellDouble>("users-cell", "Examples", (cell, input, hidden) => UsersCell.Define(cell, input, hidden)),
        CatalogueCell.Of<LstmWeightNoise, LstmWeightNoiseDouble>("weight-noise", "Regularised", (cell, input, hidden) => LstmWeightNoise.Define(cell, input, hidden)),
        CatalogueCell.Of<LstmZoneout, LstmZoneoutDouble>("zoneout", "Regularised", (cell, input, hidden) => LstmZoneout.Define(cell, input, hidden)),
    ];

    /// <summary>The cell called <paramref name="id"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the ids there are.</exception>
    public static CatalogueCell Find(string id) =>
        Cells.FirstOrDefault(cell => string.Equals(cell.Id, id, StringComparison.Ordinal))
        ?? throw new ArgumentException($"no cell is called '{id}'; expected one of {string.Join(", ", Cells.Select(cell => cell.Id))}", nameof(id));
}
