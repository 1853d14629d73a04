using System.CommandLine;
using System.Net.Sockets;
using Parlor.Server;
using Parlor.Server.Terminal.RoomProcesses;

namespace Parlor.Cli;

/// <summary>Rooms with a port and a process of their own, and what is said to everybody.</summary>
internal static class RoomCommands
{
    /// <summary><c>parlor room</c>: the process of one room. The server starts it; people have no use for it.</summary>
    public static Command Room()
    {
        var link = new Option<string>("--link") { Description = "The socket of the server.", Required = true };
        var listen = new Option<string>("--listen") { Description = "Where the room listens.", Required = true };
        var command = new Command("room", "Serves one room for the server that starts it.") { link, listen };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var secret = await Console.In.ReadLineAsync(cancel) ?? "";
                await RoomProcess.Run(parsed.GetValue(link)!, secret, parsed.GetValue(listen)!, cancel);
                return ExitCode.Done;
            }
            catch (Exception wrong) when (wrong is SettingException or SocketException)
            {
                await Console.Error.WriteLineAsync(wrong.Message);
                return ExitCode.WrongSetting;
            }
        });
        return command;
    }

    /// <summary><c>parlor rooms</c>: how those processes are.</summary>
    public static Command Rooms()
    {
        var json = AdminCommand.JsonOption();
        return new Command("rooms", "Lists rooms with a port of their own.") { json }.Runs((server, parsed, cancel) =>
            AdminList.Print(
                server,
                "/dedicated-rooms",
                "rooms",
                [],
                parsed.GetValue(json),
                [
                    ("ROOM", room => room.Text("room")),
                    ("ADDRESS", room => room.Text("address")),
                    ("STATE", room => room.Text("state")),
                    ("PID", room => room.TryGetProperty("pid", out var pid) ? pid.ToString() : ""),
                    ("CONNECTIONS", room => room.GetProperty("connections").ToString()),
                    ("SINCE", room => room.Text("startedAt")),
                    ("RESTARTS", room => room.GetProperty("restarts").ToString()),
                    ("PROBLEM", room => room.Text("problem")),
                ],
                cancel));
    }

    /// <summary><c>parlor announce</c>.</summary>
    public static Command Announce()
    {
        var text = new Argument<string>("text") { Description = "One line." };
        return new Command("announce", "Tells everybody who is connected something.") { text }.Runs((server, parsed, cancel) =>
            server.Send(HttpMethod.Post, "/announcements", new { text = parsed.GetValue(text) }, cancel));
    }
}
