namespace Parlor.Server.Terminal.Irc;

/// <summary>A command of clients.</summary>
/// <param name="Name">Its name, in capitals.</param>
/// <param name="Parameters">Parameters that it has at least.</param>
/// <param name="Do">Does it.</param>
/// <param name="BeforeRegistration">Whether it is for clients too that are not registered.</param>
internal sealed record IrcCommand(
    string Name, int Parameters, Func<IrcSession, IrcMessage, Task> Do, bool BeforeRegistration = false);

/// <summary>The commands that there are.</summary>
internal sealed class IrcCommands
{
    private readonly Dictionary<string, IrcCommand> _commands = new IrcCommand[][]
    {
        RegistrationCommands.All, CapCommand.All, SaslCommand.All, AccountCommands.All,
        ChannelCommands.All, JoinCommands.All, ListCommands.All, MemberCommands.All, RenameCommand.All, ModeCommands.All,
        MessageCommands.All, TagCommands.All, MultilineCommands.All, HistoryCommands.All, ReadMarkerCommands.All,
        WhoCommands.All, WhoIsCommand.All, MonitorCommands.All, MetadataCommands.All, UserModeCommands.All, AwayCommand.All,
        QueryCommands.All, HelpCommands.All, OperatorCommands.All,
    }.SelectMany(all => all).ToDictionary(command => command.Name, StringComparer.Ordinal);

    /// <exception cref="Problem">The command is refused.</exception>
    public Task Execute(IrcSession session, IrcMessage message)
    {
        if (!_commands.TryGetValue(message.Command, out var command))
            session.Reply(Numeric.UnknownCommand, message.Command, "Unknown command");
        else if (!session.IsRegistered && !command.BeforeRegistration)
            session.Reply(Numeric.NotRegistered, "You have not registered");
        else if (message.Parameters.Count < command.Parameters)
            session.Reply(Numeric.NeedMoreParams, message.Command, "Not enough parameters");
        else
            return command.Do(session, message);
        return Task.CompletedTask;
    }
}
