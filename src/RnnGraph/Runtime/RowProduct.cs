namespace RnnGraph.Runtime;

/// <summary>
/// A product of a single row, every address known: target[panel, gate] = start + Σ_k left[k] · pack[panel, k, gate], up to four gates. Where two products add to the same target, as
/// W·x and U·h⁻ do, the second takes the first along, and their sums stay in registers in between. Strides are counted in values.
/// </summary>
internal unsafe struct RowProduct<T>
    where T : unmanaged
{
    /// <summary>Most gates of one call; a pack of more takes several.</summary>
    public const int MaxGates = 4;

    /// <summary>The product that is taken along and runs first; of no inputs where there is none.</summary>
    public RowFactors<T> First;

    /// <summary>The product.</summary>
    public RowFactors<T> Second;

    /// <summary>A bit for each gate whose sum goes on from the first product to the second; the others are stored in between, and start anew.</summary>
    public int Continued;

    /// <summary>The first panel of the target.</summary>
    public T* Target;

    /// <summary>From one panel of the target to the next.</summary>
    public nint TargetPanel;

    /// <summary>Panels.</summary>
    public int Panels;

    /// <summary>Gates.</summary>
    public int Gates;

    /// <summary>Whether to take more panels than are computed together from the last to the first.</summary>
    public bool IsTurned;

    /// <summary>The bytes of the pack, and of that of the product taken along.</summary>
    public readonly nint PackBytes => Panels * (First.PackPanel + Second.PackPanel) * sizeof(T);

    /// <summary>Whether this product can take <paramref name="before"/> along: it has the same target, and does not read what that one writes but to add to it.</summary>
    public readonly bool CanFollow(RowProduct<T>* before)
    {
        if (before->First.Inputs != 0 || before->Target != Target || before->TargetPanel != TargetPanel || before->Panels != Panels || before->Gates != Gates)
            return false;
        if (Second.Left >= Target && Second.Left < Target + (Panels * TargetPanel))
            return false;
        for (var gate = 0; gate < Gates; gate++)
        {
            for (var other = 0; other < Gates; other++)
            {
                if (Second.Gate(gate) == before->Second.Gate(other) && (gate != other || !Second.Accumulates(gate)))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Takes a product along.</summary>
    public void Follow(RowFactors<T> first)
    {
        First = first;
        Continued = 0;
        for (var gate = 0; gate < Gates; gate++)
            Continued |= Second.Gate(gate) == First.Gate(gate) ? 1 << gate : 0;
    }
}

/// <summary>What one product reads, and where its gates go.</summary>
internal unsafe struct RowFactors<T>
    where T : unmanaged
{
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

    /// <summary>Where the gates stand in a panel of the target.</summary>
    public nint Gate0;
    public nint Gate1;
    public nint Gate2;
    public nint Gate3;

    /// <summary>A bit for each gate whose sum starts from what the target holds; the others start from 0.</summary>
    public int Accumulated;

    /// <summary>Where a gate stands in a panel of the target.</summary>
    public readonly nint Gate(int gate) => gate switch
    {
        0 => Gate0,
        1 => Gate1,
        2 => Gate2,
        _ => Gate3,
    };

    /// <summary>Whether a gate's sum starts from what the target holds.</summary>
    public readonly bool Accumulates(int gate) => (Accumulated & (1 << gate)) != 0;
}

/// <summary>The calls of one product: several where it has more gates than a call.</summary>
internal unsafe struct RowProducts<T>
    where T : unmanaged
{
    /// <summary>The first of them.</summary>
    public RowProduct<T>* First;

    /// <summary>How many.</summary>
    public int Count;
}
