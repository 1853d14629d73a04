using System.Net; using System.Text.Json; using Microsoft.AspNetCore.Routing;
namespace Parlor.SocketIO;
/// <summary>stub</summary>
public static class SocketIOEndpoints { public static SocketIOServer MapSocketIO(this IEndpointRouteBuilder e) => new(); }
/// <summary>stub</summary>
public sealed class SocketIOServer { public Namespace Of(string n) => new(); public void Use(Func<Socket, Func<Task>, Task> m) {} public void OnConnection(Action<Socket> h) {} }
/// <summary>stub</summary>
public sealed class Namespace { public BroadcastOperator To(params ReadOnlySpan<string> rooms) => new(); public BroadcastOperator In(params ReadOnlySpan<string> rooms) => new(); }
/// <summary>stub</summary>
public sealed class BroadcastOperator { public BroadcastOperator Except(params ReadOnlySpan<string> rooms) => this; public void Emit(string n, params ReadOnlySpan<object?> a) {} public void SocketsLeave(params ReadOnlySpan<string> rooms) {} }
/// <summary>stub</summary>
public sealed class Socket { public string Id => ""; public object? State {get;set;} public Handshake Handshake => new(); public void Join(string r){} public void Leave(string r){} public void Emit(string n, params ReadOnlySpan<object?> a) {} public void OnDisconnect(Action<string> r){} public void OnAny(Action<SocketEvent> r){} public void Disconnect(bool close=false){} }
/// <summary>stub</summary>
public sealed class Handshake { public JsonElement Auth => default; }
/// <summary>stub</summary>
public sealed class SocketEvent { public string Name => ""; public int Count => 0; public bool HasBinary => false; public ReadOnlyMemory<byte> Raw(int i) => default; public Acknowledgement? Ack => null; }
/// <summary>stub</summary>
public sealed class Acknowledgement { public void Send(params ReadOnlySpan<object?> a){} }
/// <summary>stub</summary>
public readonly record struct RawJson(ReadOnlyMemory<byte> Utf8);
/// <summary>stub</summary>
public sealed class ConnectionRefusedException(string m, object? d) : Exception(m) { public object? D => d; }
