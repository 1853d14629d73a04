using System.CommandLine;
using Parlor.Cli;
using Parlor.Cli.Chat;

var root = new RootCommand("Parlor: a self-hosted chat server.")
{
    ServeCommand.Create(), ChatCommand.Create(), AdminCommand.Create(), RoomCommands.Rooms(), RoomCommands.Announce(), DemoCommand.Create(), RoomCommands.Room(),
};

// "@name" is a person, and no file of arguments.
return await root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }).InvokeAsync();
