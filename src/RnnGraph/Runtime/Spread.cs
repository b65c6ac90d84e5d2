namespace RnnGraph.Runtime;

/// <summary>How a body over a matrix of features, row after row of it, reads or adds to a smaller value.</summary>
public enum Spread
{
    /// <summary>Feature by feature; of a value of one feature, that one.</summary>
    None,

    /// <summary>A feature for each row of the matrix: each is read several times in a row.</summary>
    RepeatEach,

    /// <summary>A feature for each column: all are read several times over.</summary>
    Tile,

    /// <summary>The sum of each row.</summary>
    SumEach,

    /// <summary>The sum of the rows.</summary>
    SumTiles,

    /// <summary>The sum of all.</summary>
    Sum,
}
