namespace RnnGraph.Building;

/// <summary>What a value is to a product that reads it: this decides the role that its weight has by default.</summary>
internal enum OperandKind
{
    /// <summary>Anything computed in this step; its weight's role must be named.</summary>
    Computed,

    /// <summary>An input, or a lower layer's new output: role W.</summary>
    Input,

    /// <summary>A state as it was at the previous step: role U.</summary>
    State,

    /// <summary>A matrix or vector that belongs to the cell.</summary>
    Parameter,
}
