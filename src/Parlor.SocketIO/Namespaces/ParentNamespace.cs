using System.Collections.Concurrent;
using System.Text.Json;

namespace Parlor.SocketIO;

/// <summary>
/// The rule for namespaces that clients name: one that the rule admits is made when the first client connects to it, and,
/// with <see cref="SocketIOOptions.CleanupEmptyChildNamespaces"/>, forgotten when the last one leaves. What is emitted here
/// goes to all of them.
/// </summary>
public sealed class ParentNamespace : NamespaceSetup
{
    private readonly Func<string, JsonElement, ValueTask<bool>> _admits;
    private readonly ConcurrentDictionary<string, Namespace> _children = new(StringComparer.Ordinal);

    internal ParentNamespace(SocketIOServer server, Func<string, JsonElement, ValueTask<bool>> admits)
    {
        Server = server;
        _admits = admits;
    }

    /// <inheritdoc/>
    public override SocketIOServer Server { get; }

    /// <summary>The namespaces that there are at the moment.</summary>
    public IReadOnlyCollection<Namespace> Children => Namespaces;

    internal ConnectionSteps Setup { get; } = new();

    private protected override Namespace[] Namespaces => [.. _children.Values];

    private protected override ConnectionSteps Steps => Setup;

    internal ValueTask<bool> AdmitsAsync(string name, JsonElement auth) => _admits(name, auth);

    internal void Adopt(Namespace child) => _children[child.Name] = child;

    internal void Forget(Namespace child)
    {
        _children.TryRemove(KeyValuePair.Create(child.Name, child));
        Server.Forget(child);
    }
}
