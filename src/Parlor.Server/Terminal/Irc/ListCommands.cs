using System.Globalization;
using System.Text;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Who and what is there: NAMES, LIST.</summary>
internal static class ListCommands
{
    /// <summary>Characters of the names in one line, so that all around them fits.</summary>
    private const int LongestNames = 380;

    public static IrcCommand[] All { get; } = [new("NAMES", 0, Names), new("LIST", 0, List)];

    /// <summary>The members of a room, and that these are all.</summary>
    public static async Task ShowNames(IrcSession session, IrcRoom room, Visibility visibility, RoomOptions options)
    {
        await ShowMembers(session, room, visibility, options);
        session.Reply(Numeric.EndOfNames, room.Channel, "End of NAMES list");
    }

    private static async Task ShowMembers(IrcSession session, IrcRoom room, Visibility visibility, RoomOptions options)
    {
        var symbol = visibility == Visibility.Private || options.HasFlag(RoomOptions.Unlisted) ? "@" : "=";
        var names = new StringBuilder();
        await foreach (var member in ChannelCommands.MembersOf(session, room.Id))
        {
            var person = session.Services.People.Of(member.User);
            var name = ChannelModes.Signs(member.Role, member.IsVoiced, room.IsPassing, session.Has(Capability.MultiPrefix))
                + (session.Has(Capability.UserHostInNames) ? person.Mask : person.Nick);
            if (names.Length > 0 && names.Length + name.Length >= LongestNames)
            {
                session.Reply(Numeric.Names, symbol, room.Channel, names.ToString());
                names.Clear();
            }

            names.Append(names.Length > 0 ? " " : "").Append(name);
        }

        if (names.Length > 0)
            session.Reply(Numeric.Names, symbol, room.Channel, names.ToString());
    }

    private static async Task Names(IrcSession session, IrcMessage message)
    {
        var asked = message.Parameters.Count == 0 ? "*" : message.Parameters[0];
        foreach (var channel in asked.Split(',', StringSplitOptions.RemoveEmptyEntries).Take(Welcome.MostTargets))
        {
            if (IrcNames.IsChannel(channel) && ChannelCommands.Visible(session, IrcNames.Room(channel)) is { Role: not null } room)
                await ShowMembers(session, IrcRoom.Of(room), room.Visibility, room.Options);
        }

        session.Reply(Numeric.EndOfNames, asked.Length == 0 ? "*" : asked, "End of NAMES list");
    }

    private static async Task List(IrcSession session, IrcMessage message)
    {
        var filters = message.Parameters.Count > 0 ? message.Parameters[0].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        var names = filters.Where(filter => !IsCondition(filter)).ToList();
        var conditions = filters.Where(IsCondition).ToList();
        var now = Timestamp.Now(session.Services.Clock);
        session.Reply(Numeric.ListStart, "Channel", "Users  Name");
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await session.Services.Rooms.Directory.Page(session.UserId, "", "", cursor, ChannelCommands.PageSize);
            foreach (var room in page.Rooms)
            {
                var channel = "#" + room.Name;
                if ((names.Count == 0 || names.Exists(name => IrcNames.Fits(name, channel))) && conditions.TrueForAll(one => Holds(one, room, now)))
                    session.Reply(Numeric.List, channel, room.MemberCount.ToString(CultureInfo.InvariantCulture), room.Topic);
            }

            cursor = page.Next;
        }

        session.Reply(Numeric.EndOfList, "End of LIST");
    }

    /// <summary>Whether this is no name or mask of channels, but says what they are to be like (ELIST N, U, C and T).</summary>
    private static bool IsCondition(string filter) => filter is ['!' or '<' or '>', _, ..] or ['C' or 'c' or 'T' or 't', '<' or '>', _, ..];

    private static bool Holds(string condition, Room room, Timestamp now) => condition[0] switch
    {
        '!' => !IrcNames.Fits(condition[1..], "#" + room.Name),
        'C' or 'c' => IsWithin(condition[1..], Minutes(room.CreatedAt, now)),
        'T' or 't' => room is { TopicSet: { } set, Topic.Length: > 0 } && IsWithin(condition[1..], Minutes(set.At, now)),
        _ => IsWithin(condition, room.MemberCount),
    };

    /// <summary>Whether a number is less, or more, than is said.</summary>
    private static bool IsWithin(string bound, double value) =>
        double.TryParse(bound.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && (bound[0] == '<' ? value < limit : value > limit);

    private static double Minutes(Timestamp since, Timestamp now) => (now.Milliseconds - since.Milliseconds) / 60_000d;
}
