namespace RnnGraph.Benchmarks.Peers;

/// <summary>A peer's process ended in the middle of its work.</summary>
/// <param name="message">At what, and its last words.</param>
internal sealed class PeerEndedException(string message) : Exception(message);
