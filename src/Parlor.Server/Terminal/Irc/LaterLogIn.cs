using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// Somebody who came in as a guest logs in. Their client goes on as that of the account: it keeps its nick, unless the account is connected
/// by another one, and comes along into the rooms that the account may come into. To others the guest quits and the person joins, as
/// people do on other networks whose host changes.
/// </summary>
internal static class LaterLogIn
{
    private const string Why = "Logging in";

    /// <summary>Makes the client one of the account's.</summary>
    /// <param name="session">The client of a guest.</param>
    /// <param name="signedIn">The account's new log-in.</param>
    /// <param name="confirm">Says that it has worked, before anything else is said.</param>
    public static async Task Execute(IrcSession session, SignedIn signedIn, Action confirm)
    {
        var services = session.Services;
        var (guest, guestConnection) = (session.Identity, session.Connection!);
        await session.Settle();
        var left = await ChannelsOf(session, guest.UserId);
        var own = await ChannelsOf(session, signedIn.User.Id);
        var isHere = services.Monitor.Of(signedIn.User.Id).Any();

        var connection = await session.Registration.Connect(signedIn);
        try
        {
            services.Door.Text.Leave(guestConnection);
            services.Ignored.Leave(guest.UserId);
            session.Registration.IsNoGuestNow(signedIn);
            TakeIdentity(session, guest, signedIn.User, isHere);
            session.Registration.SayLoggedIn(signedIn);
            confirm();
            services.TextRooms.ToAll(
                [.. left.Select(room => Ids.Parse(room.Id))], [], new GuestQuit(guest, Why) { ExceptPrefix = connection.ClientIdPrefix });
            TellNick(session, guest);
            await session.Registration.ShowRooms(own.ExceptBy(left.Select(room => room.Id), room => room.Id, StringComparer.Ordinal));
            connection.Release();
            await ComeAlong(session, guest, left);
        }
        catch
        {
            // Half of one person and half of another is nobody.
            session.Close("Logging in did not work");
            throw;
        }
    }

    private static async Task<IReadOnlyList<Room>> ChannelsOf(IrcSession session, long userId) =>
        [.. (await session.Services.Rooms.Store.OfMember(userId)).Where(room => room.Kind != RoomKind.Direct)];

    /// <summary>What the guest had in IRC alone is the person's, if they have no other client that has it already.</summary>
    private static void TakeIdentity(IrcSession session, IrcIdentity guest, User user, bool isHere)
    {
        var services = session.Services;
        if (isHere)
        {
            services.People.Remove(guest);
        }
        else
        {
            services.People.Become(guest, guest with { UserId = user.Id, Account = user.Username });
            services.Modes.Set(user.Id, services.Modes.Of(guest.UserId) | UserMode.Invisible);
        }

        services.Modes.Forget(guest.UserId);
        services.ToSelf.Forget(guest.UserId);
        services.Metadata.Forget(new MetadataSubject(guest.UserId, IsRoom: false));
        session.Direct.Clear();
    }

    /// <summary>Tells the client of another nick, and those who watch the nick of the account (IRCv3 account-notify, extended-monitor).</summary>
    private static void TellNick(IrcSession session, IrcIdentity guest)
    {
        var (services, me) = (session.Services, session.Identity);
        if (!IrcPeople.IsSame(guest.Nick, me.Nick))
        {
            session.Output.Write($":{guest.Mask} NICK {me.Nick}");
            services.Monitor.Renamed(guest.Nick, me);
        }

        foreach (var other in services.Monitor.Watching(me.Nick).Where(one => one != session && one.Has(Capability.AccountNotify)))
            other.Output.WriteAside($":{me.Mask} ACCOUNT {me.Account}", "");
    }

    /// <summary>Into the rooms where the guest was, who goes only then: a room that guests made ends with the last person in it.</summary>
    private static async Task ComeAlong(IrcSession session, IrcIdentity guest, IReadOnlyList<Room> left)
    {
        List<Room> entered = [];
        session.Connection!.IsJoining = true;
        foreach (var room in left)
        {
            try
            {
                var isMember = session.Services.Rooms.Access.IsMember(session.UserId, Ids.Parse(room.Id));
                entered.Add(isMember ? room : await JoinCommands.Enter(session, room.Name, key: null));
            }
            catch (Problem refused)
            {
                session.Output.Write($":{session.Identity.Mask} PART #{room.Name} :{Why}");
                JoinCommands.Refuse(session, "#" + room.Name, refused);
            }
        }

        await session.Services.Door.Guests.Leave(guest.UserId);
        await session.Settle();
        session.Connection.IsJoining = false;
        foreach (var room in entered)
            await ChannelCommands.ShowRoom(session, room);
    }
}
