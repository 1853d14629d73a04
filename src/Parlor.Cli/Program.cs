using System.CommandLine;
using Parlor.Cli;
using Parlor.Cli.Chat;

var root = new RootCommand("Parlor: a self-hosted chat server.") { ServeCommand.Create(), AdminCommand.Create(), DemoCommand.Create(), ChatCommand.Create() };
return await root.Parse(args).InvokeAsync();
