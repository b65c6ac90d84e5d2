namespace RnnGraph.Compiler.Schedules;

/// <summary>How a slot lies in memory.</summary>
internal enum SlotLayout
{
    /// <summary>Row-major, one row a sequence: what matrix products read as their left operand, and what is imported or exported.</summary>
    Rows,

    /// <summary>[panel of units][step][row][gate][lane]: what matrix products write and elementwise bodies read.</summary>
    Panels,
}

/// <summary>For how many steps a slot keeps its value.</summary>
internal enum Window
{
    /// <summary>Not at all in this mode.</summary>
    None,

    /// <summary>The present step.</summary>
    One,

    /// <summary>The present step and the one before.</summary>
    Two,

    /// <summary>A chunk of steps.</summary>
    Chunk,

    /// <summary>A chunk of steps and the value before it.</summary>
    ChunkPlusOne,

    /// <summary>All steps.</summary>
    Steps,

    /// <summary>All steps and the value before the first.</summary>
    StepsPlusOne,

    /// <summary>One value a fixed chunk of rows: a sum over rows and steps.</summary>
    Total,

    /// <summary>A vector parameter.</summary>
    Parameter,

    /// <summary>One value, computed from parameters.</summary>
    Derived,

    /// <summary>One over the number of features, in each of them: a constant of the sizes.</summary>
    ReciprocalSize,

    /// <summary>How many steps were done before each step, or whether that is a multiple of a period: the same for all rows.</summary>
    StepIndex,

    /// <summary>All steps, in the caller's memory.</summary>
    External,

    /// <summary>0, 1, 2 … in the features.</summary>
    FeatureIndex,

    /// <summary>The weight of each row in the mean of a loss.</summary>
    Share,
}
