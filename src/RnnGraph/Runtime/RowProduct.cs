namespace RnnGraph.Runtime;

/// <summary>
/// A product of a single row, every address known: target[panel, gate] = start + Σ_k left[k] · pack[panel, k, gate], up to four gates. Strides are counted in values.
/// </summary>
internal unsafe struct RowProduct<T>
    where T : unmanaged
{
    /// <summary>Most gates of one call; a pack of more takes several.</summary>
    public const int MaxGates = 4;

    /// <summary>The row.</summary>
    public T* Left;

    /// <summary>Values of the row.</summary>
    public nint Inputs;

    /// <summary>The first panel's first gate of the first input.</summary>
    public T* Pack;

    /// <summary>From one input to the next.</summary>
    public nint PackStep;

    /// <summary>From one panel to the next.</summary>
    public nint PackPanel;

    /// <summary>The first panel of the target.</summary>
    public T* Target;

    /// <summary>From one panel of the target to the next.</summary>
    public nint TargetPanel;

    /// <summary>Where the gates stand in a panel of the target.</summary>
    public nint Gate0;
    public nint Gate1;
    public nint Gate2;
    public nint Gate3;

    /// <summary>Panels.</summary>
    public int Panels;

    /// <summary>Gates.</summary>
    public int Gates;

    /// <summary>A bit for each gate whose sum starts from what the target holds; the others start from 0.</summary>
    public int Accumulated;
}
