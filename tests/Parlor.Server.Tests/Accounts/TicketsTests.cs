using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

public sealed class TicketsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeClock _clock = new();
    private readonly Tickets _tickets;

    public TicketsTests() => _tickets = new Tickets(new ServerKey(new byte[32]), _clock);

    [Fact]
    public void A_ticket_is_good_for_its_purpose_until_its_time()
    {
        var ticket = _tickets.Issue("a", "content", Minute);
        Assert.Equal("content", _tickets.Read("a", ticket));
        Assert.Null(_tickets.Read("b", ticket));
        _clock.Advance(Minute);
        Assert.Null(_tickets.Read("a", ticket));
        Assert.Null(_tickets.Use("a", ticket));
    }

    [Fact]
    public void A_ticket_is_used_up_once()
    {
        var ticket = _tickets.Issue("a", "content", Minute);
        Assert.Equal("content", _tickets.Use("a", ticket));
        Assert.Null(_tickets.Use("a", ticket));
        Assert.Null(_tickets.Read("a", ticket));
    }

    [Fact]
    public void What_the_server_did_not_make_is_no_ticket()
    {
        var ticket = Convert.FromBase64String(_tickets.Issue("a", "content", Minute));
        ticket[^1] ^= 1;
        foreach (var forged in new[] { "", "?", "AAAA", Convert.ToBase64String(ticket) })
            Assert.Null(_tickets.Read("a", forged));
        Assert.Null(new Tickets(new ServerKey(RandomNumberGenerator.GetBytes(32)), _clock).Read("a", _tickets.Issue("a", "content", Minute)));
    }

    [Fact]
    public void What_is_protected_looks_different_each_time_and_reads_back_the_same()
    {
        var protector = new ServerKey(new byte[32]).CreateProtector("a");
        Assert.NotEqual(protector.Protect("secret"), protector.Protect("secret"), StringComparer.Ordinal);
        Assert.Equal("secret", protector.Unprotect(protector.Protect("secret")));
        Assert.ThrowsAny<CryptographicException>(() => protector.CreateProtector("b").Unprotect(protector.Protect("secret")));
    }
}
