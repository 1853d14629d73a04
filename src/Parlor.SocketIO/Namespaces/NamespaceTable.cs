using System.Collections.Concurrent;
using System.Text.Json;
using Parlor.SocketIO.Packets;

namespace Parlor.SocketIO;

/// <summary>The namespaces of a server, and the rules by which clients may have new ones made.</summary>
internal sealed class NamespaceTable(SocketIOServer server)
{
    private readonly ConcurrentDictionary<string, Namespace> _namespaces = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private ParentNamespace[] _parents = [];
    private Action<Namespace>? _made;
    private int _children;

    public Namespace GetOrAdd(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.StartsWith('/'))
            name = "/" + name;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, PacketHeader.MaxNamespaceLength, nameof(name));
        return GetOrAdd(name, parent: null)!;
    }

    public ParentNamespace AddParent(Func<string, JsonElement, ValueTask<bool>> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var parent = new ParentNamespace(server, rule);
        lock (_gate)
            _parents = [.. _parents, parent];
        return parent;
    }

    public void OnNew(Action<Namespace> handler) => _made += handler;

    /// <summary>The namespace, with one client more counted in; null when no rule admits the name.</summary>
    public async ValueTask<Namespace?> EnterAsync(string name, JsonElement auth)
    {
        while (true)
        {
            if (_namespaces.GetValueOrDefault(name) is { } known && known.TryEnter())
                return known;
            ParentNamespace? parent = null;
            foreach (ParentNamespace candidate in _parents)
            {
                if (!await candidate.AdmitsAsync(name, auth))
                    continue;
                parent = candidate;
                break;
            }

            if (parent is null || GetOrAdd(name, parent) is not { } made)
                return null;
            // Another client's leaving may have closed it again.
            if (made.TryEnter())
                return made;
        }
    }

    public void Forget(Namespace child)
    {
        if (_namespaces.TryRemove(KeyValuePair.Create(child.Name, child)))
            Interlocked.Decrement(ref _children);
    }

    // Null: there are too many children.
    private Namespace? GetOrAdd(string name, ParentNamespace? parent)
    {
        Namespace made;
        lock (_gate)
        {
            if (_namespaces.TryGetValue(name, out Namespace? known))
                return known;
            if (parent is not null && _children >= server.Options.MaxChildNamespaces)
                return null;
            made = new Namespace(server, name, parent);
            _namespaces[name] = made;
            if (parent is not null)
                Interlocked.Increment(ref _children);
            parent?.Adopt(made);
        }

        _made?.Invoke(made);
        return made;
    }
}
