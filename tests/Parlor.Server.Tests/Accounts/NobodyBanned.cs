using System.Net;
using Parlor.Server.Accounts;
using Parlor.Server.Data;

namespace Parlor.Server.Tests.Accounts;

/// <summary>For tests of accounts alone: everyone may come in.</summary>
internal sealed class NobodyBanned : IServerBans
{
    public void RequireAddress(IPAddress? address)
    {
    }

    public void Require(WriteTransaction transaction, long userId)
    {
    }
}
