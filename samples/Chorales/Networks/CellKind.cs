namespace Chorales.Networks;

/// <summary>The recurrent cell of a network.</summary>
public enum CellKind
{
    /// <summary>PyTorch's LSTM.</summary>
    Lstm,

    /// <summary>PyTorch's GRU.</summary>
    Gru,
}
