namespace Parlor.Bench;

/// <summary>A run that must not be reported: a check did not hold, or the server could not be used. The text says what.</summary>
internal sealed class BenchFailure(string message) : Exception(message);
