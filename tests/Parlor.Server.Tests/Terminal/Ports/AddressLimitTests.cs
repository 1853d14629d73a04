using System.Net;
using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;
using Parlor.Server.Tests.Terminal.Irc;

namespace Parlor.Server.Tests.Terminal.Ports;

/// <summary>How many connections may come from one address; line chat is held to it by its own tests.</summary>
public sealed class AddressLimitTests
{
    [Fact]
    public void Each_address_has_its_own_count_and_one_that_goes_makes_room()
    {
        var limit = new AddressLimit(most: 2);
        var (one, other) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        Assert.True(limit.TryEnter(one));
        Assert.True(limit.TryEnter(one));
        Assert.False(limit.TryEnter(one));
        Assert.True(limit.TryEnter(other));
        limit.Leave(one);
        Assert.True(limit.TryEnter(one));
        Assert.False(limit.TryEnter(one));
    }

    [Fact]
    public void What_one_customer_has_of_IPv6_counts_as_one_address_and_IPv4_within_it_as_itself()
    {
        var limit = new AddressLimit(most: 1);
        Assert.True(limit.TryEnter(IPAddress.Parse("2001:db8:1:1::1")));
        Assert.False(limit.TryEnter(IPAddress.Parse("2001:db8:1:1::2")));
        Assert.True(limit.TryEnter(IPAddress.Parse("2001:db8:1:2::1")));
        Assert.True(limit.TryEnter(IPAddress.Parse("192.0.2.1")));
        Assert.False(limit.TryEnter(IPAddress.Parse("::ffff:192.0.2.1")));
    }

    [Fact]
    public async Task An_IRC_client_over_the_limit_is_told_so_and_one_that_goes_makes_room()
    {
        await using var server = await IrcClient.Server(("Irc:Guests", "true"), ("Lines:MostPerAddress", "2"));
        await using var first = await IrcClient.Guest(server, "first");
        await using var second = await IrcClient.Guest(server, "second");
        await using (var third = await IrcClient.Connect(server))
        {
            Assert.Equal("ERROR :There are too many connections from your address", await third.Next());
            Assert.Null(await third.Next());
        }

        await first.Send("QUIT");
        while (await first.Next() is not null)
        {
            // Its goodbye.
        }

        await using var fourth = await IrcClient.Guest(server, "fourth");
    }
}
