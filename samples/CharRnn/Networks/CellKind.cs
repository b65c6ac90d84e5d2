namespace CharRnn.Networks;

/// <summary>The cell that a network's layers are made of.</summary>
public enum CellKind
{
    /// <summary><see cref="Cells.Lstm"/>.</summary>
    Lstm,

    /// <summary><see cref="Cells.Gru"/>.</summary>
    Gru,

    /// <summary><see cref="Cells.Peephole"/>.</summary>
    Peephole,

    /// <summary><see cref="Cells.Vanilla"/>.</summary>
    Vanilla,
}
