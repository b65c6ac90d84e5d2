namespace RnnGraph.Compiler.Passes;

/// <summary>How a body over a matrix, row after row of it, reads or adds to a smaller value; named as in the runtime.</summary>
internal enum Spread
{
    /// <summary>Feature by feature.</summary>
    None,

    /// <summary>A feature for each row of the matrix.</summary>
    RepeatEach,

    /// <summary>A feature for each column of the matrix.</summary>
    Tile,

    /// <summary>The sum of each row of the matrix.</summary>
    SumEach,

    /// <summary>The sum of the rows of the matrix.</summary>
    SumTiles,

    /// <summary>The sum of the whole matrix.</summary>
    Sum,
}
