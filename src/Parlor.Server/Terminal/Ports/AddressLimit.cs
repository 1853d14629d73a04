using System.Net;
using Parlor.Server.Accounts;

namespace Parlor.Server.Terminal.Ports;

/// <summary>Connections that are open from one address; there is an entry for those alone that have one.</summary>
/// <param name="most">How many may be.</param>
internal sealed class AddressLimit(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _open = [];

    /// <summary>Counts one more; false, and nothing is counted, if the address has as many as it may.</summary>
    public bool TryEnter(IPAddress? address)
    {
        var key = KeyOf(address);
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(key);
            if (open >= most)
                return false;
            _open[key] = open + 1;
            return true;
        }
    }

    /// <summary>To be called once for each that has entered.</summary>
    public void Leave(IPAddress? address)
    {
        var key = KeyOf(address);
        lock (_lock)
        {
            if (--_open[key] == 0)
                _open.Remove(key);
        }
    }

    private static IPAddress KeyOf(IPAddress? address) => AttemptLimit.Network(address ?? IPAddress.None);
}
