using RnnGraph;

namespace Chorales.Networks;

/// <summary>An LSTM, one of five sounding keys missing.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Lstm, 0f, 0.2f })]
public partial class LstmMissing;

/// <summary>An LSTM with noise of 0.075 on its matrices.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Lstm, 0.075f, 0f })]
public partial class LstmNoisy;

/// <summary>An LSTM with noise of 0.075, one of five sounding keys missing.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Lstm, 0.075f, 0.2f })]
public partial class LstmNoisyMissing;

/// <summary>An LSTM with noise of 0.1, one of five sounding keys missing.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Lstm, 0.1f, 0.2f })]
public partial class LstmNoisierMissing;

/// <summary>A GRU.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Gru, 0f, 0f })]
public partial class GruPlain;

/// <summary>A GRU, one of five sounding keys missing.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Gru, 0f, 0.2f })]
public partial class GruMissing;

/// <summary>A GRU with noise of 0.075 on its matrices.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Gru, 0.075f, 0f })]
public partial class GruNoisy;

/// <summary>A GRU with noise of 0.075, one of five sounding keys missing.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Gru, 0.075f, 0.2f })]
public partial class GruNoisyMissing;

/// <summary>A GRU with noise of 0.1, one of five sounding keys missing.</summary>
[RecurrentNetwork<MusicNetwork>(Structure = new object[] { CellKind.Gru, 0.1f, 0.2f })]
public partial class GruNoisierMissing;
