using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Terminal.Irc;

public sealed class IrcMetadataTests
{
    [Fact]
    public async Task What_is_noted_about_people_and_rooms_is_read_by_others()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "batch draft/metadata-2");
        await using var bar = await IrcClient.Guest(server, "bar", "draft/metadata-3");
        await foo.Ask("JOIN #room", " 366 ");
        await bar.Ask("JOIN #room", " 366 ");
        await foo.All();

        Assert.Equal([":irc.parlor 761 foo foo avatar * https://example.org/a.png"], await foo.Ask("METADATA * SET avatar :https://example.org/a.png"));
        Assert.Equal([":irc.parlor 761 bar foo avatar * https://example.org/a.png"], await bar.Ask("METADATA foo GET avatar"));
        Assert.Equal(
            [":irc.parlor BATCH +1 metadata foo", "@batch=1 :irc.parlor 766 foo foo color :key is not set", ":irc.parlor BATCH -1"],
            await foo.Ask("METADATA * GET color"));
        await bar.Ask("WHOIS foo", " 760 bar foo avatar * https://example.org/a.png");
        await bar.Ask("METADATA foo SET avatar :mine", "FAIL METADATA KEY_NO_PERMISSION foo avatar ");
        await bar.Ask("METADATA #room SET color :red", "FAIL METADATA KEY_NO_PERMISSION #room color ");
        await foo.Ask("METADATA #room SET color :red", " 761 foo #room color * red");
        await bar.Ask("METADATA #room LIST", " 761 bar #room color * red");
        await foo.Ask("METADATA #room CLEAR", " 766 foo #room color ");
        Assert.Empty(await bar.Ask("METADATA #room LIST"));
        await foo.Ask("METADATA nobody LIST", "FAIL METADATA INVALID_TARGET nobody ");
        await foo.Ask("METADATA * SET NO! :x", "FAIL METADATA KEY_INVALID ");
        await foo.Ask("METADATA * SET avatar :" + new string('x', 301), "FAIL METADATA VALUE_INVALID ");
        await bar.Ask("METADATA * SET avatar :" + new string('x', 301), "FAIL METADATA INVALID_VALUE avatar ");
    }

    [Fact]
    public async Task Who_wants_to_know_a_key_is_told_of_it_by_those_around()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo", "draft/metadata-2");
        await using var bar = await IrcClient.Guest(server, "bar", "draft/metadata-2");
        await using var baz = await IrcClient.Guest(server, "baz", "draft/metadata-3");
        await bar.Ask("METADATA * SUB avatar color", " 770 bar avatar color");
        await baz.Ask("METADATA * SUB avatar", " 770 baz avatar");
        await foo.Ask("METADATA * SET avatar :1", " 761 ");
        Assert.Empty(await bar.All());

        await foo.Ask("JOIN #room", " 366 ");
        Assert.Contains(":foo!~foo@people.parlor METADATA foo avatar * :1", await bar.Ask("JOIN #room"));
        Assert.Contains(":irc.parlor 761 baz foo avatar * 1", await baz.Ask("JOIN #room"));
        await bar.All();
        await foo.Ask("METADATA #room SET avatar :2", "METADATA * SET avatar", "METADATA * SET unwanted :3");
        Assert.Equal([":foo!~foo@people.parlor METADATA #room avatar * :2", ":foo!~foo@people.parlor METADATA foo avatar *"], await bar.All());
        Assert.Equal([":irc.parlor 761 baz #room avatar * 2", ":irc.parlor 766 baz foo avatar :key is not set"], await baz.All());
        await bar.Ask("METADATA * UNSUB avatar", " 771 bar avatar");
        await foo.Ask("METADATA #room SET avatar :4");
        Assert.Empty(await bar.All());
        Assert.Contains(":irc.parlor 761 baz #room avatar * 4", await baz.Ask("METADATA * SYNC"));
    }

    [Fact]
    public async Task Notes_about_somebody_can_be_made_before_they_are_registered_and_go_with_them()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Connect(server);
        await foo.Send("CAP REQ :draft/metadata-2", "METADATA * SET color :red", "NICK foo", "USER a 0 * :A", "CAP END");
        await foo.Until(" 761 * * color * red");
        await foo.Until(" METADATA foo color * :red");
        await using var bar = await IrcClient.Guest(server, "bar");
        await bar.Ask("METADATA foo GET color", " 761 bar foo color * red");
        await foo.Send("QUIT");
        await foo.Until("ERROR");
        Assert.Null(await foo.Next());
        await using var again = await IrcClient.Guest(server, "foo");
        await bar.Ask("METADATA foo GET color", " 766 ");
    }

    [Fact]
    public async Task Rooms_that_somebody_may_not_see_have_no_notes_for_them()
    {
        await using var server = await IrcClient.OpenServer();
        await using var foo = await IrcClient.Guest(server, "foo");
        await using var bar = await IrcClient.Guest(server, "bar");
        await foo.Ask("JOIN #room", " 366 ");
        await foo.Ask("METADATA #room SET color :secret", " 761 ");
        await foo.Ask("MODE #room +i", " +i");
        foreach (var how in new[] { "GET color", "LIST", "SYNC" })
            await bar.Ask("METADATA #room " + how, "FAIL METADATA INVALID_TARGET #room ");
    }
}
