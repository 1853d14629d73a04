using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

/// <summary>Channels: who is in them, what they are called, and who hears what.</summary>
public sealed class IrcChannelsTests
{
    [Fact]
    public async Task Operators_of_a_room_that_guests_made_are_equals_and_may_step_down()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", "@foo");
        await bar.Ask("JOIN #room", "@foo");
        await foo.Ask("MODE #room +o bar", "MODE #room +o bar");
        await bar.Ask("MODE #room +h-o bar bar", "MODE #room -o+h bar bar");
        await bar.Ask("NAMES #room", "%bar");
        await foo.Ask("MODE #room +o bar", "MODE #room -h+o bar bar");
        await bar.Ask("KICK #room foo :enough", "KICK #room foo :enough");
        await bar.Ask("MODE #room -o bar", "MODE #room -o bar");
        await bar.Ask("NAMES #room", " 353 bar = #room bar");
    }

    [Fact]
    public async Task Two_who_make_a_room_at_once_are_in_one()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await Task.WhenAll(foo.Send("JOIN #room"), bar.Send("JOIN #room"));
        await foo.Until(" 366 ");
        await bar.Until(" 366 ");
        await foo.Ask("LIST #room", " 322 foo #room 2 ");
    }

    [Fact]
    public async Task Several_are_removed_by_one_command()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await using var baz = await IrcClient.Guest(server, "baz");
        foreach (var one in new[] { foo, bar, baz })
            await one.Ask("JOIN #room", " 366 ");
        await foo.All();
        Assert.Equal(
            [":foo!~foo@people.parlor KICK #room bar :bye", ":foo!~foo@people.parlor KICK #room baz :bye"],
            await foo.Ask("KICK #room,#room bar,baz :bye"));
        await foo.Ask("KICK #room,#room bar :bye", " 461 ");
        await foo.Ask("KICK #nowhere bar", " 403 ");
    }

    [Fact]
    public async Task Channels_are_listed_by_name_size_and_age()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #old", " 366 ");
        for (var minute = 0; minute < 3; minute++)
        {
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await foo.All();
            await bar.All();
        }

        await foo.Ask("JOIN #new", " 366 ");
        await bar.Ask("JOIN #new", " 366 ");
        await foo.Ask("TOPIC #new :News", "TOPIC #new :News");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("#old", await Listed(bar, "*ld"));
        Assert.Equal("#new", await Listed(bar, "!*ld"));
        Assert.Equal("#new #old", await Listed(bar, "#new,#old"));
        Assert.Equal("#new", await Listed(bar, ">1"));
        Assert.Equal("#old", await Listed(bar, "<2"));
        Assert.Equal("#old", await Listed(bar, "C>2"));
        Assert.Equal("#new", await Listed(bar, "C<2"));
        Assert.Equal("#new", await Listed(bar, "T<2"));
        Assert.Equal("", await Listed(bar, "T>2"));
        Assert.Equal("", await Listed(bar, "C<0"));
    }

    [Fact]
    public async Task Names_of_several_channels_have_one_end()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await foo.Ask("JOIN #one,#two", " 366 foo #two ");
        Assert.Equal(
            [":irc.parlor 353 foo = #one @foo", ":irc.parlor 353 foo = #two @foo", ":irc.parlor 366 foo #one,#two :End of NAMES list"],
            await foo.Ask("NAMES #one,#two"));
    }

    [Fact]
    public async Task Another_name_is_told_as_a_client_understands_it()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "draft/channel-rename");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("JOIN #room", " 366 ");
        await bar.Ask("RENAME #room #mine", " 482 bar #room ");
        await foo.Ask("RENAME #room #hall :larger", ":foo!~foo@people.parlor RENAME #room #hall :larger");
        Assert.Equal(":bar!~bar@people.parlor PART #room :larger", await bar.Until("PART"));
        Assert.Equal(":bar!~bar@people.parlor JOIN #hall", await bar.Next());
        await bar.Until(" 366 bar #hall ");
        await bar.Ask("JOIN #room", "@bar");
        await bar.Ask("RENAME #room #hall", "FAIL RENAME CHANNEL_NAME_IN_USE #room #hall ");
        await bar.Ask("RENAME #room #no.name", "FAIL RENAME CANNOT_RENAME #room #no.name ");
    }

    [Fact]
    public async Task A_message_to_operators_is_for_them_alone()
    {
        await using var server = await IrcClient.OpenServer();
        await using var op = await IrcClient.Guest(server, "op");
        await using var foo = await IrcClient.Guest(server, "foo", "echo-message");
        await using var bar = await IrcClient.Guest(server, "bar");
        foreach (var one in new[] { op, foo, bar })
            await one.Ask("JOIN #room", " 366 ");
        await foo.All();
        Assert.Equal([":foo!~foo@people.parlor PRIVMSG @#room :psst"], await foo.Ask("PRIVMSG @#room :psst"));
        await op.Until(":foo!~foo@people.parlor PRIVMSG @#room :psst");
        Assert.Empty(await bar.All());
        await op.Ask("MODE #room +v bar", "MODE #room +v bar");
        await foo.Ask("NOTICE +#room :hear", "NOTICE +#room :hear");
        await bar.Until(":foo!~foo@people.parlor NOTICE +#room :hear");
    }

    [Fact]
    public async Task Requests_between_programs_are_not_for_every_channel()
    {
        await using var server = await IrcClient.OpenServer();
        await using var op = await IrcClient.Guest(server, "op");
        await op.Ask("JOIN #room", " 366 ");
        await op.Ask("MODE #room +C", "MODE #room +C");
        await op.Ask("PRIVMSG #room :\u0001PING 1\u0001", " 404 op #room ");
        Assert.Empty(await op.Ask("PRIVMSG #room :\u0001ACTION waves\u0001"));
    }

    [Fact]
    public async Task A_private_room_is_for_those_to_open_who_may()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", " 366 ");
        await foo.Ask("MODE #room +i", "MODE #room +i");
        await foo.Ask("MODE #room -o foo", "MODE #room -o foo");
        await foo.Ask("INVITE bar #room", " 482 foo #room ");
        Assert.Empty(await bar.All());
    }

    private static async Task<string> Listed(IrcClient client, string filter) => string.Join(
        ' ', (await client.Ask($"LIST {filter}")).Where(line => line.Contains(" 322 ", StringComparison.Ordinal)).Select(line => line.Split(' ')[3]));
}
