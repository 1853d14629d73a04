namespace Parlor.Demo;

/// <summary>The company cannot be made here; the message says why, in one line, for whoever asked for it.</summary>
public sealed class DemoException(string message) : Exception(message);
