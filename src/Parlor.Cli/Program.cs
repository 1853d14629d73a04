using System.CommandLine;
using Parlor.Cli;

var root = new RootCommand("Parlor: a self-hosted chat server.")
{
    ServeCommand.Create(), AdminCommand.Create(), DemoCommand.Create(), RoomCommands.Room(), RoomCommands.Rooms(), RoomCommands.Announce(),
};
return await root.Parse(args).InvokeAsync();
