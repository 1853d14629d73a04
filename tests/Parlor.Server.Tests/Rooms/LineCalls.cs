using Parlor.Server.Rooms;
using Parlor.Server.Tests.Terminal.Lines;

namespace Parlor.Server.Tests.Rooms;

/// <summary>The commands of line chat that take a permission: part of <see cref="GatewayCalls"/>.</summary>
internal static class LineCalls
{
    public static readonly GatewayCall[] All =
    [
        Line(RoomPermission.Post, "hi"),
        Line(RoomPermission.Post, "/me waves"),
        Line(RoomPermission.PostAnnouncements, "hi") with { Setting = new { announceOnly = true } },
        Line(RoomPermission.AddPeople, "/invite eve"),
        Line(RoomPermission.EditRoom, "/topic New"),
        Line(RoomPermission.Leave, "/leave"),
        About(RoomPermission.Post, "/reply", seq => $"/reply {seq} hi"),
        About(RoomPermission.React, "/react", seq => $"/react {seq} 👍"),
    ];

    private static GatewayCall Line(RoomPermission permission, string line) => new(permission, "line: " + line, trial => Say(trial, line))
    {
        IsInWords = true,
        IsForMembers = true,
    };

    private static GatewayCall About(RoomPermission permission, string name, Func<long, string> line) => Line(permission, name) with
    {
        Do = async trial => await Say(trial, line(await trial.Hear())),
    };

    private static async Task<string> Say(Trial trial, string line)
    {
        await using var client = await LineClient.LogIn(trial.Server, trial.Person.Username);
        await client.Send($"/room {trial.Room}");
        var refused = Refusal(await client.Settle());
        if (refused is not null)
            return refused;
        await client.Send(line);
        return Refusal(await client.Settle()) ?? "ok";
    }

    private static string? Refusal(string said) => said.Split('\n').FirstOrDefault(line => line.StartsWith('!'));
}
