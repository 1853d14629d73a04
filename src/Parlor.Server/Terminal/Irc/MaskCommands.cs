using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// The lists of a channel: <c>b</c> bans, <c>e</c> exceptions of them, <c>I</c> exceptions of <c>i</c>. A ban of one person who has an
/// account is a ban of the room's, which holds wherever they come from; any other mask is for those who come by IRC.
/// </summary>
internal static class MaskCommands
{
    /// <summary>The list of a mode; null: it is none.</summary>
    public static MaskKind? Kind(char letter) => letter switch
    {
        'b' => MaskKind.Ban,
        'e' => MaskKind.BanException,
        'I' => MaskKind.InviteException,
        _ => null,
    };

    public static char Letter(MaskKind kind) => kind switch
    {
        MaskKind.Ban => 'b',
        MaskKind.BanException => 'e',
        _ => 'I',
    };

    public static async Task Change(IrcSession session, AccessedRoom room, MaskKind kind, string given, bool isOn)
    {
        var (rooms, id, mask) = (session.Services.Rooms, Ids.Text(room.Id), IrcMasks.Full(given));
        // Whether the person may know of them does not matter: either way the answer is the same line.
        if (kind == MaskKind.Ban && IrcMasks.NickOf(mask) is { } nick && session.Services.People.Find(nick) is { Account: not null } person)
        {
            if (isOn)
                await rooms.Ban.Execute(session.UserId, id, Ids.Text(person.UserId), new RestrictionTerms(Seconds: null, Reason: null));
            else
                await Lift(session, room, person, mask);
            return;
        }

        try
        {
            if (isOn)
                await rooms.Masks.Add(session.UserId, id, kind, mask);
            else
                await rooms.Masks.Remove(session.UserId, id, kind, mask);
        }
        catch (Problem full) when (full is { Code: ProblemCode.TooLarge, Field: "masks" })
        {
            session.Reply(Numeric.BanListFull, "#" + room.Name, mask, "Channel list is full");
        }
        catch (Problem wrong) when (wrong is { Code: ProblemCode.Invalid, Field: "mask" })
        {
            session.Reply(
                Numeric.InvalidModeParameter, "#" + room.Name, Letter(kind).ToString(), ModeCommands.Shown(given), wrong.Message);
        }
    }

    public static async Task Show(IrcSession session, string channel, AccessedRoom room, MaskKind kind)
    {
        // Clients ask for the list of bans as they join, without being asked to.
        if (kind == MaskKind.Ban && session.Services.Rooms.Access.May(session.UserId, room.Id, RoomPermission.Ban))
            await ShowBans(session, channel, room);
        var (line, end, words) = kind switch
        {
            MaskKind.Ban => (Numeric.BanList, Numeric.EndOfBanList, "End of channel ban list"),
            MaskKind.BanException => (Numeric.ExceptionList, Numeric.EndOfExceptionList, "End of channel exception list"),
            _ => (Numeric.InviteExceptionList, Numeric.EndOfInviteExceptionList, "End of channel invite exception list"),
        };
        if (room.Role is not null)
        {
            foreach (var mask in session.Services.Rooms.Masks.Of(room.Id).Where(mask => mask.Kind == kind))
                session.Reply(line, channel, mask.Mask, NickOf(session, mask.ById), Seconds(mask.At));
        }

        session.Reply(end, channel, words);
    }

    /// <summary>A time as numerics have it: seconds since 1970.</summary>
    public static string Seconds(Timestamp at) => (at.Milliseconds / 1000).ToString(CultureInfo.InvariantCulture);

    /// <summary>What somebody is called who may be gone by now.</summary>
    public static string NickOf(IrcSession session, long userId)
    {
        try
        {
            return session.Services.People.Of(userId).Nick;
        }
        catch (Problem gone) when (gone.Code == ProblemCode.NotFound)
        {
            return "*";
        }
    }

    private static async Task ShowBans(IrcSession session, string channel, AccessedRoom room)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await session.Services.Rooms.Restrictions.Bans(session.UserId, Ids.Text(room.Id), cursor, limit: null);
            foreach (var ban in page.People)
            {
                session.Reply(
                    Numeric.BanList, channel, session.Services.People.Of(ban.User).Nick + "!*@*", session.Services.People.Of(ban.By).Nick,
                    Seconds(ban.At));
            }

            cursor = page.Next;
        }
    }

    /// <summary>Takes both away: the ban of the person, and a mask from before they had an account.</summary>
    private static async Task Lift(IrcSession session, AccessedRoom room, IrcIdentity person, string mask)
    {
        var id = Ids.Text(room.Id);
        await session.Services.Rooms.Masks.Remove(session.UserId, id, MaskKind.Ban, mask);
        try
        {
            await session.Services.Rooms.Ban.Lift(session.UserId, id, Ids.Text(person.UserId));
        }
        catch (Problem notBanned) when (notBanned.Code == ProblemCode.NotFound)
        {
            // As with any mask that is not on the list, nothing happens.
        }
    }
}
