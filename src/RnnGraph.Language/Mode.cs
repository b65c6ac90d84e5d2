namespace RnnGraph;

/// <summary>What a run is for.</summary>
public enum Mode
{
    /// <summary>Every step is kept, so that a backward run can follow; random ops draw.</summary>
    Train,

    /// <summary>Only what the next step needs is kept; random ops give what they state for evaluation.</summary>
    Evaluate,
}
