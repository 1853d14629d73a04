using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Irc;

/// <summary>RENAME: a room gets another name (IRCv3 draft/channel-rename).</summary>
internal static class RenameCommand
{
    public static IrcCommand[] All { get; } = [new("RENAME", 2, Rename)];

    private static async Task Rename(IrcSession session, IrcMessage message)
    {
        var (channel, wanted) = (message.Parameters[0], message.Parameters[1]);
        if (ChannelCommands.RequireMember(session, channel) is not { } room)
            return;
        if (!IrcNames.IsChannel(wanted))
        {
            session.Fail("RENAME", "CANNOT_RENAME", "That is no channel's name.", $"{channel} {ModeCommands.Shown(wanted)}");
            return;
        }

        var key = PassingNotes.RenamingKey(room.Id);
        try
        {
            session.Services.Notes.Keep(key, message.Parameters.Count > 2 ? MessageText.Beginning(message.Parameters[2], MemberCommands.LongestReason) : "");
            await session.Services.Rooms.Change.Update(
                session.UserId, Ids.Text(room.Id), new UpdateRoomRequest { Name = IrcNames.Room(wanted) });
            await session.Settle();
        }
        catch (Problem problem) when (problem.Code is ProblemCode.Conflict or ProblemCode.Invalid)
        {
            var code = problem.Code == ProblemCode.Conflict ? "CHANNEL_NAME_IN_USE" : "CANNOT_RENAME";
            session.Fail("RENAME", code, problem.Message, $"{channel} {ModeCommands.Shown(wanted)}");
        }
        finally
        {
            session.Services.Notes.Forget(key);
        }
    }
}
