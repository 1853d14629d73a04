using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Parlor.SocketIO;

/// <summary>Which policies of ASP.NET Core a namespace demands of those who connect, and of those who send certain events.</summary>
internal sealed class AuthorizationRules
{
    private readonly ConcurrentDictionary<string, string[]> _ofEvents = new(StringComparer.Ordinal);
    private string[]? _ofNamespace;

    public void Require(ReadOnlySpan<string> policies) => _ofNamespace = [.. _ofNamespace ?? [], .. policies];

    public void RequireFor(string eventName, ReadOnlySpan<string> policies)
    {
        ReservedEvents.ThrowIfReserved(eventName);
        string[] added = policies.ToArray();
        _ofEvents.AddOrUpdate(eventName, added, (_, known) => [.. known, .. added]);
    }

    public bool Guards(string eventName) => !_ofEvents.IsEmpty && _ofEvents.ContainsKey(eventName);

    public ValueTask<bool> MayConnectAsync(Socket socket) =>
        _ofNamespace is { } policies ? MeetsAsync(socket, policies) : ValueTask.FromResult(true);

    public ValueTask<bool> MaySendAsync(Socket socket, string eventName) =>
        _ofEvents.TryGetValue(eventName, out string[]? policies) ? MeetsAsync(socket, policies) : ValueTask.FromResult(true);

    private static async ValueTask<bool> MeetsAsync(Socket socket, string[] policies)
    {
        if (policies.Length == 0)
            return socket.User.Identity is { IsAuthenticated: true };
        // What the policies' handlers need lives as long as the question.
        await using AsyncServiceScope scope = socket.Namespace.Server.Services.CreateAsyncScope();
        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        foreach (string policy in policies)
        {
            if (!(await authorization.AuthorizeAsync(socket.User, socket, policy)).Succeeded)
                return false;
        }

        return true;
    }
}
