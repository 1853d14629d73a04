namespace Parlor.Server.Terminal.Irc;

/// <summary>Says in numbers of IRC why something is refused.</summary>
internal static class IrcProblems
{
    /// <summary>Tells a client that a command is refused; its first parameter is what it is about.</summary>
    public static void Tell(IrcSession session, IrcMessage message, Problem problem) =>
        Tell(session, message.Command, message.Parameters is [var target, ..] ? target : "*", problem);

    /// <summary>Tells a client that a command is refused.</summary>
    public static void Tell(IrcSession session, string command, string target, Problem problem)
    {
        var isChannel = target.StartsWith('#');
        switch (problem.Code)
        {
            case ProblemCode.NotFound when isChannel:
                session.Reply(Numeric.NoSuchChannel, target, "No such channel");
                break;
            case ProblemCode.NotFound:
                session.Reply(Numeric.NoSuchNick, target, "No such nick/channel");
                break;
            case ProblemCode.RateLimited:
                session.Fail(command, "RATE_LIMITED", problem.Message, target);
                break;
            case ProblemCode.Forbidden when command is "PRIVMSG" or "NOTICE" or "TAGMSG":
                session.Reply(Numeric.CannotSendToChannel, target, "Cannot send to channel: " + problem.Message);
                break;
            case ProblemCode.Forbidden when isChannel && command is "JOIN":
                session.Reply(Numeric.BannedFromChannel, target, "Cannot join channel (+b): " + problem.Message);
                break;
            case ProblemCode.Forbidden when isChannel:
                session.Reply(Numeric.ChannelOperatorNeeded, target, problem.Message);
                break;
            case ProblemCode.Invalid when isChannel && command is "JOIN":
                session.Reply(Numeric.NoSuchChannel, target, problem.Message);
                break;
            default:
                session.Reply(Numeric.UnknownError, command, target, problem.Message);
                break;
        }
    }
}
