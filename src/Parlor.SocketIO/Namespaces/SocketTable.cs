namespace Parlor.SocketIO;

/// <summary>The sockets of one connection, hardly ever more than one: an array, which for so few is quicker and far smaller than a dictionary.</summary>
internal struct SocketTable()
{
    private Socket[] _sockets = [];

    public readonly int Count => _sockets.Length;

    public readonly Socket? Find(string @namespace)
    {
        foreach (Socket socket in _sockets)
        {
            if (string.Equals(socket.Namespace.Name, @namespace, StringComparison.Ordinal))
                return socket;
        }

        return null;
    }

    /// <summary>Puts it in the place of the one that was in its namespace before, if any.</summary>
    public void Put(Socket socket)
    {
        Remove(socket.Namespace.Name);
        _sockets = [.. _sockets, socket];
    }

    public void Remove(string @namespace)
    {
        if (Find(@namespace) is { } found)
            _sockets = Array.FindAll(_sockets, socket => !ReferenceEquals(socket, found));
    }

    /// <summary>The sockets as they are now.</summary>
    public readonly Socket[] Snapshot() => _sockets;

    public void Clear() => _sockets = [];
}
