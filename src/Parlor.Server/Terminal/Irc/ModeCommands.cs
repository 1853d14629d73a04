using System.Globalization;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// MODE: roles and voices are modes of members (<see cref="ChannelModes"/>), details and settings of a room are modes of the channel
/// (<see cref="ChannelFlags"/>), bans and exceptions are its lists (<see cref="MaskCommands"/>).
/// </summary>
internal static class ModeCommands
{
    /// <summary>Changes in one command.</summary>
    private const int MostChanges = 16;

    /// <summary>Bytes of <see cref="Shown"/>.</summary>
    private const int LongestShown = 50;

    public static IrcCommand[] All { get; } = [new("MODE", 1, Mode)];

    /// <summary>Something that a client has sent, as a parameter of an answer: never empty, and of one word.</summary>
    public static string Shown(string given)
    {
        var word = given.Split(' ')[0];
        return word.Length == 0 || word[0] == ':' ? "*" : MessageText.Beginning(word, LongestShown);
    }

    private static Task Mode(IrcSession session, IrcMessage message)
    {
        var target = message.Parameters[0];
        if (!target.StartsWith('#'))
        {
            UserModeCommands.Mode(session, message, target);
            return Task.CompletedTask;
        }

        if (!IrcNames.IsChannel(target) || ChannelCommands.Visible(session, IrcNames.Room(target)) is not { } room)
        {
            session.Reply(Numeric.NoSuchChannel, target, "No such channel");
            return Task.CompletedTask;
        }

        return message.Parameters.Count == 1 ? Show(session, target, room) : Change(session, target, room, message.Parameters);
    }

    private static async Task Show(IrcSession session, string channel, AccessedRoom room)
    {
        var settings = await session.Services.Rooms.Channels.Settings(room.Id);
        var modes = ChannelFlags.Of(room.Visibility, room.AnnounceOnly, settings, showsKey: room.Role is not null);
        session.Reply(Numeric.ChannelModeIs, [channel, .. modes.Split(' ')]);
        var details = await session.Services.Rooms.Store.Get(session.UserId, room.Id);
        session.Reply(Numeric.CreationTime, channel, MaskCommands.Seconds(details.CreatedAt));
    }

    /// <summary>Does what is asked for: the modes of the channel at once, then each of the others.</summary>
    private static async Task Change(IrcSession session, string channel, AccessedRoom room, IReadOnlyList<string> parameters)
    {
        var changes = Read(parameters);
        var (settings, details, isAny) = (new ChannelSettingsChange(), new UpdateRoomRequest(), false);
        foreach (var change in changes)
            isAny |= Gather(session, channel, change, ref settings, ref details);
        if (isAny)
            await Try(session, channel, () => session.Services.Rooms.ChangeChannel.Update(session.UserId, Ids.Text(room.Id), settings, details));
        foreach (var change in changes)
        {
            if (MaskCommands.Kind(change.Letter) is { } kind)
            {
                await Try(session, channel, () => change.Argument is { } mask
                    ? MaskCommands.Change(session, room, kind, mask, change.IsOn)
                    : MaskCommands.Show(session, channel, room, kind));
            }
            else if (ChannelModes.IsOfMembers(change.Letter))
            {
                await Try(session, channel, () => OfMember(session, channel, room, change));
            }
        }
    }

    private static List<ModeChange> Read(IReadOnlyList<string> parameters)
    {
        var (changes, isOn, next) = (new List<ModeChange>(), true, 2);
        foreach (var letter in parameters[1].Take(MostChanges))
        {
            if (letter is '+' or '-')
            {
                isOn = letter == '+';
                continue;
            }

            var takesOne = ChannelModes.IsOfMembers(letter) || MaskCommands.Kind(letter) is not null || letter == 'k' || (letter is 'l' or 'f' && isOn);
            changes.Add(new ModeChange(isOn, letter, takesOne && next < parameters.Count ? parameters[next++] : null));
        }

        return changes;
    }

    private static async Task Try(IrcSession session, string channel, Func<Task> change)
    {
        try
        {
            await change();
            await session.Settle();
        }
        catch (Problem problem)
        {
            IrcProblems.Tell(session, "MODE", channel, problem);
        }
    }

    /// <summary>Notes a change of the channel's own modes; says so where it cannot be.</summary>
    /// <returns>Whether it was one.</returns>
    private static bool Gather(
        IrcSession session, string channel, ModeChange change, ref ChannelSettingsChange settings, ref UpdateRoomRequest details)
    {
        switch (change.Letter)
        {
            case 'i':
                details = details with { Visibility = change.IsOn ? Visibility.Private : Visibility.Public };
                return true;
            case 'm':
                details = details with { AnnounceOnly = change.IsOn };
                return true;
            case 'k' when !change.IsOn:
                settings = settings with { Key = "" };
                return true;
            case 'k' when change.Argument is { } key && ChannelSettings.IsKey(key):
                settings = settings with { Key = key };
                return true;
            case 'k' when change.Argument is not null:
                session.Reply(Numeric.InvalidModeParameter, channel, "k", "*", "That is no key");
                return false;
            case 'l' when !change.IsOn:
                settings = settings with { MostMembers = 0 };
                return true;
            case 'l' when long.TryParse(change.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0:
                settings = settings with { MostMembers = most };
                return true;
            case 'l' when change.Argument is { } wrong:
                session.Reply(Numeric.InvalidModeParameter, channel, "l", Shown(wrong), "A limit is a number from 1 on");
                return false;
            case 'f' when !change.IsOn:
                settings = settings with { ForwardTo = "" };
                return true;
            case 'f' when change.Argument is { } other && IrcNames.IsChannel(other) && ChannelCommands.Visible(session, IrcNames.Room(other)) is not null:
                settings = settings with { ForwardTo = IrcNames.Room(other) };
                return true;
            case 'f' when change.Argument is { } nowhere:
                session.Reply(Numeric.InvalidModeParameter, channel, "f", Shown(nowhere), "There is no such channel");
                return false;
            case 'k' or 'l' or 'f':
                session.Reply(Numeric.NeedMoreParams, "MODE", "Not enough parameters");
                return false;
        }

        if (ChannelFlags.Option(change.Letter) is { } option)
        {
            settings = change.IsOn != option.IsInverse
                ? settings with { On = settings.On | option.Option, Off = settings.Off & ~option.Option }
                : settings with { On = settings.On & ~option.Option, Off = settings.Off | option.Option };
            return true;
        }

        if (!ChannelModes.IsOfMembers(change.Letter) && MaskCommands.Kind(change.Letter) is null)
            session.Reply(Numeric.UnknownMode, change.Letter.ToString(), "is unknown mode char to me");
        return false;
    }

    private static Task OfMember(IrcSession session, string channel, AccessedRoom room, ModeChange change)
    {
        if (change.Argument is not { } nick)
            session.Reply(Numeric.NeedMoreParams, "MODE", "Not enough parameters");
        else if (session.Services.People.Find(nick) is not { } person)
            session.Reply(Numeric.NoSuchNick, nick, "No such nick/channel");
        else
            return OfMember(session, channel, room, change, person);
        return Task.CompletedTask;
    }

    private static async Task OfMember(IrcSession session, string channel, AccessedRoom room, ModeChange change, IrcIdentity person)
    {
        var (rooms, id) = (session.Services.Rooms, Ids.Text(room.Id));
        var isVoice = change.Letter == ChannelModes.Voice;
        var isSelf = person.UserId == session.UserId;
        if (!isSelf)
            rooms.Access.Require(session.UserId, id, isVoice ? RoomPermission.Timeout : RoomPermission.ManageRoles);
        if (!rooms.Access.IsMember(person.UserId, room.Id))
        {
            session.Reply(Numeric.UserNotInChannel, person.Nick, channel, "They aren't on that channel");
            return;
        }

        if (isVoice)
        {
            await rooms.ChangeChannel.GiveVoice(session.UserId, id, Ids.Text(person.UserId), change.IsOn);
            return;
        }

        if (ChannelModes.Role(change.Letter, room.IsPassing) is not { } role)
        {
            session.Reply(Numeric.UnknownMode, change.Letter.ToString(), "is not there in this channel");
            return;
        }

        var before = (await rooms.Members.Get(room.Id, person.UserId)).Role;
        var plain = person.Account is null ? RoomRole.Guest : RoomRole.Member;
        // A mode that is taken from somebody who has another changes nothing.
        if (ChannelModes.Letter(before, room.IsPassing) == change.Letter != change.IsOn)
            await rooms.Manage.Put(session.UserId, id, Ids.Text(person.UserId), change.IsOn ? role : plain, customRole: null);
    }
}
