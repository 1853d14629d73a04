using System.Net;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>Whom the server keeps out. Moderation, which stands above accounts and knows that, says so.</summary>
public interface IServerBans
{
    /// <summary>Refuses what comes from an address that is banned.</summary>
    /// <exception cref="Problem"><c>forbidden</c>.</exception>
    void RequireAddress(IPAddress? address);

    /// <summary>Refuses an account that is banned; called in the write that opens a session for it.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, with the time and the reason.</exception>
    void Require(WriteTransaction transaction, long userId);
}
