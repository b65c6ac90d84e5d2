namespace RnnGraph.Torch;

/// <summary>The function of <see cref="Rnn{T}"/>'s units.</summary>
public enum Nonlinearity
{
    /// <summary>tanh.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,
}
