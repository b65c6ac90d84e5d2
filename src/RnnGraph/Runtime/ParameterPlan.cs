namespace RnnGraph.Runtime;

/// <summary>A trained vector or matrix: its name, shape and start, and for a matrix the place in its pack.</summary>
public sealed class ParameterPlan
{
    private ParameterPlan(string name, int rows, int columns, Initializer initializer, int pack, int gate)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        Initializer = initializer;
        Pack = pack;
        Gate = gate;
    }

    /// <summary>The checkpoint key, <c>gate.role</c>.</summary>
    public string Name { get; }

    /// <summary>The number of outputs of a matrix, of features of a vector.</summary>
    public int Rows { get; }

    /// <summary>The number of inputs of a matrix; 0 for a vector.</summary>
    public int Columns { get; }

    /// <summary>How the values start.</summary>
    public Initializer Initializer { get; }

    /// <summary>The pack of a matrix; −1 for a vector.</summary>
    public int Pack { get; }

    /// <summary>The gate within the pack; 0 for a vector.</summary>
    public int Gate { get; }

    /// <summary>Whether this is a matrix.</summary>
    public bool IsMatrix => Pack >= 0;

    /// <summary>A matrix from <paramref name="columns"/> inputs to <paramref name="rows"/> outputs, gate <paramref name="gate"/> of pack <paramref name="pack"/>.</summary>
    public static ParameterPlan Matrix(string name, int rows, int columns, Initializer initializer, int pack, int gate) =>
        new(name, rows, columns, initializer, pack, gate);

    /// <summary>A vector of <paramref name="size"/> features.</summary>
    public static ParameterPlan Vector(string name, int size, Initializer initializer) => new(name, size, 0, initializer, -1, 0);
}

/// <summary>
/// Matrices of one shape that are multiplied with the same vector, side by side: <c>[panel of outputs][input][gate][lane]</c>, where a panel is as
/// many outputs as a vector register has lanes. Lanes past the last output are 0.
/// </summary>
/// <param name="outputs">Rows of each matrix.</param>
/// <param name="inputs">Columns of each matrix.</param>
/// <param name="gates">How many matrices.</param>
public sealed class PackPlan(int outputs, int inputs, int gates)
{
    /// <summary>Rows of each matrix.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>Columns of each matrix.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>How many matrices lie side by side.</summary>
    public int Gates { get; } = gates;
}
