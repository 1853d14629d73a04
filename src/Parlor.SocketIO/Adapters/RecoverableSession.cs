namespace Parlor.SocketIO;

/// <summary>What is kept of a socket that lost its connection, so that its client can come back as if nothing had happened.</summary>
/// <param name="Pid">The private id by which the client asks for it; known to that client alone.</param>
/// <param name="Sid">The socket's id, which it gets back.</param>
/// <param name="Data">What the application kept with the socket.</param>
/// <param name="State">The socket's <see cref="Socket.State"/>.</param>
public record RecoverableSession(string Pid, string Sid, IReadOnlyDictionary<string, object?> Data, object? State);
