using Parlor.Server.Rooms;
using Parlor.Server.Tests.Support;
using Parlor.Server.Tests.Terminal.Irc;

namespace Parlor.Server.Tests.Rooms;

/// <summary>The commands of IRC that take a permission: part of <see cref="GatewayCalls"/>.</summary>
internal static class IrcCalls
{
    private const string Capabilities = "message-tags draft/message-redaction";

    public static readonly GatewayCall[] All =
    [
        Command(RoomPermission.Post, "PRIVMSG #room :hi"),
        Command(RoomPermission.Post, "@+typing=active TAGMSG #room"),
        Command(RoomPermission.PostAnnouncements, "PRIVMSG #room :hi") with { Setting = new { announceOnly = true } },
        Command(RoomPermission.AddPeople, "INVITE eve #room") with { Setting = new { visibility = "private" }, IsForMembers = true },
        Command(RoomPermission.EditRoom, "TOPIC #room :New") with { IsForMembers = true },
        Command(RoomPermission.ManageRoom, "MODE #room +m"),
        Command(RoomPermission.ManageRoles, "MODE #room +o gil"),
        Command(RoomPermission.Kick, "KICK #room gil") with { IsForMembers = true },
        Command(RoomPermission.Ban, "MODE #room +b gil!*@*"),
        Command(RoomPermission.Leave, "PART #room"),
        About(RoomPermission.React, "@+draft/react=👍;+draft/reply=MESSAGE TAGMSG #room"),
        About(RoomPermission.DeleteMessages, "REDACT #room MESSAGE"),
    ];

    private static GatewayCall Command(RoomPermission permission, string line) => new(permission, "IRC: " + line, trial => Say(trial, line))
    {
        IsInWords = true,
        IsByName = true,
    };

    private static GatewayCall About(RoomPermission permission, string line) => Command(permission, line) with
    {
        Do = async trial =>
        {
            var message = await trial.HearMessage();
            return await Say(trial, line.Replace("MESSAGE", $"{message.Text("room")}:{message.Number("seq")}", StringComparison.Ordinal));
        },
    };

    private static async Task<string> Say(Trial trial, string line)
    {
        await using var client = await IrcClient.Account(trial.Server, trial.Person, Capabilities);
        var answers = await client.Ask(line.Replace("#room", "#" + trial.Room, StringComparison.Ordinal));
        return answers.FirstOrDefault(IsRefusal) ?? "ok";
    }

    /// <summary>Numbers from 400 on say what went wrong (RFC 2812, section 5.2), and FAIL does.</summary>
    private static bool IsRefusal(string line) =>
        line.Split(' ') is [_, var what, ..] && (what is "FAIL" || (what is [>= '4' and <= '5', _, _]));
}
