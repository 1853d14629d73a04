using System.Globalization;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Realtime;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// One client of IRC: what it says, and what it is answered. It knows nothing of how lines come and go; whoever has them calls
/// <see cref="Take"/> for each in turn, and <see cref="End"/>.
/// </summary>
internal sealed partial class IrcSession
{
    /// <summary>Direct conversations whose rooms are kept in memory.</summary>
    public const int MostDirect = 256;

    private const int LongestLabel = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MessagesUnderway _sending = new();
    private string? _quitReason;
    private long _sent;

    public IrcSession(IrcServices services, ITextClient client)
    {
        (Services, Client) = (services, client);
        Output = new IrcOutput(client, services.Settings.Irc.Name);
        Registration = new IrcRegistration(this);
    }

    public IrcServices Services { get; }

    public ITextClient Client { get; }

    public IrcOutput Output { get; }

    public string ServerName => Services.Settings.Irc.Name;

    public IrcRegistration Registration { get; }

    public Capability Capabilities { get; set; }

    /// <summary>What the client hears; null until it is registered.</summary>
    public IrcConnection? Connection { get; set; }

    public bool IsRegistered => Connection is not null;

    /// <summary>The person, as IRC knows them. Commands are for those who are registered.</summary>
    public IrcIdentity Identity => Services.People.Of(UserId);

    public long UserId => Connection!.UserId;

    /// <summary>What the client is called: a star as long as it has said no name.</summary>
    public string Nick => IsRegistered ? Identity.Nick : Registration.Nick ?? "*";

    public bool IsGuest => Registration.IsGuest;

    public bool IsClosed { get; private set; }

    /// <summary>Whether the person has no other client of IRC.</summary>
    public bool IsLast => Services.Monitor.Of(UserId).All(session => session == this);

    /// <summary>When the client was registered.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When the client last said something.</summary>
    public DateTimeOffset SpokeAt { get; private set; }

    /// <summary>Nicks whose coming and going the client is told of.</summary>
    public HashSet<string> Watched { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of metadata that the client wants to know.</summary>
    public HashSet<string> Subscriptions { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The batch of lines that the client is sending.</summary>
    public OpenBatch? OpenBatch { get; set; }

    /// <summary>The last batch that was refused: what still comes of it is passed over.</summary>
    public string? FailedBatch { get; set; }

    /// <summary>Metadata that was set before registration.</summary>
    public Dictionary<string, string> EarlyMetadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The rooms of direct conversations, by the other person.</summary>
    public Dictionary<long, long> Direct { get; } = [];

    /// <summary>A text that the client was warned of, and may send all the same by sending it again.</summary>
    public string? WarnedOf { get; set; }

    public bool WasWarned(string text) => string.Equals(WarnedOf, text, StringComparison.Ordinal);

    public bool Has(Capability capability) => (Capabilities & capability) != Capability.None;

    /// <summary>
    /// Who has the nick, if the person may know of them: guests of the server know those alone of the people with an account whom they share
    /// a room with.
    /// </summary>
    public async Task<IrcIdentity?> FindPerson(string nick)
    {
        var person = Services.People.Find(nick);
        if (person?.Account is null || await Services.Accounts.ServerRoleOf(UserId) != Role.Guest)
            return person;
        return (await Services.GuestSight.Among(UserId, [person.UserId])).Contains(person.UserId) ? person : null;
    }

    /// <summary>Takes a line. Ends when the next may come; a message is then on its way to be stored.</summary>
    public async Task Take(TextLine line)
    {
        if (line.IsTooLong || !IrcMessage.Fits(line.Bytes.Span))
        {
            Reply(Numeric.InputTooLong, "Input line was too long");
            return;
        }

        string text;
        try
        {
            text = Strict.GetString(line.Bytes.Span);
        }
        catch (ArgumentException)
        {
            // Bytes as characters: enough to see which command it was, and its label.
            if (IrcMessage.Parse(Encoding.Latin1.GetString(line.Bytes.Span)) is { } garbled)
                await Answer(garbled, isText: false);
            return;
        }

        if (IrcMessage.Parse(text.Replace("\0", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal)) is { } message)
            await Answer(message);
    }

    /// <summary>Answers with a number, the nick, and these parameters.</summary>
    public void Reply(int numeric, params ReadOnlySpan<string> parameters) => Output.Write(ReplyLine(numeric, parameters));

    /// <summary>The line of <see cref="Reply"/>; what does not go into a line is left out at its end.</summary>
    public string ReplyLine(int numeric, params ReadOnlySpan<string> parameters) => ReplyLine(ServerName, numeric, Nick, parameters);

    /// <summary>The line of <see cref="Reply"/> that a server sends somebody.</summary>
    public static string ReplyLine(string server, int numeric, string nick, params ReadOnlySpan<string> parameters)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $":{server} {numeric:D3} {nick}");
        for (var at = 0; at < parameters.Length; at++)
            line.Append(' ').Append(at == parameters.Length - 1 ? IrcMessage.Last(parameters[at]) : IrcMessage.Middle(parameters[at]));
        return MessageText.Beginning(line.ToString(), IrcMessage.LongestBody);
    }

    /// <summary>Says that something did not work, in words for people and a code for programs (IRCv3 standard-replies).</summary>
    public void Fail(string command, string code, string words, string context = "") =>
        Output.Write($":{ServerName} FAIL {command} {code}{(context.Length == 0 ? "" : " " + context)} :{words}");

    /// <summary>Says something to the client alone.</summary>
    public void Note(string words) => Output.Write($":{ServerName} NOTICE {Nick} :{words}");

    /// <summary>Sends the client away.</summary>
    public void Close(string why)
    {
        IsClosed = true;
        Output.Write($"ERROR :{why}");
        Client.Close();
    }

    /// <summary>The client goes by itself, or is made to go.</summary>
    /// <param name="why">What others are told.</param>
    /// <param name="farewell">What it is told.</param>
    public void Quit(string why, string farewell = "Goodbye")
    {
        _quitReason = why;
        Close(farewell);
    }

    /// <summary>The id of the next message of this client.</summary>
    public string NextClientId(bool isNotice) => PassingNotes.ClientId(Connection!.ClientIdPrefix, ++_sent, isNotice);

    /// <summary>Notes a message that is on its way to be stored. Ends when there is room for the next.</summary>
    public Task Sending(Task message) => _sending.Add(message);

    /// <summary>Ends when all that the client has done is stored, and was heard.</summary>
    public async Task Settle()
    {
        await _sending.WhenStored();
        await Services.Feed.CaughtUp();
        if (Connection is { } connection)
            await connection.WhenTold();
    }

    /// <summary>Tells all who share a room with the person, and the person, of something that is not stored.</summary>
    public void TellAround(OutgoingEvent happened)
    {
        var listeners = Services.Monitor.Of(UserId);
        if (happened is AwayChanged or RealNameChanged)
            listeners = listeners.Concat(Services.Monitor.Watching(Nick));
        Services.TextRooms.ToAll(Services.Rooms.Store.IdsOfMember(UserId), [.. listeners.Select(session => session.Connection!)], happened);
    }

    /// <summary>The client says nothing more, or is gone: what it has said is stored, and then it is gone for others too.</summary>
    public async Task End(string? why)
    {
        if (Connection is not { } connection)
        {
            Services.Counts.Leave();
            await Registration.GiveUp();
            return;
        }

        try
        {
            await Settle();
            if (IsGuest)
                TellAround(new GuestQuit(Identity, _quitReason ?? why ?? "Connection closed"));
            else if (IsLast && Services.People.IsNamed(UserId) && Services.Accounts.Get(UserId).Username is var name && !IrcPeople.IsSame(name, Nick))
                TellAround(new NickChanged(Identity, name));
        }
        finally
        {
            await Leave(connection);
        }
    }

    private async Task Leave(IrcConnection connection)
    {
        Services.Monitor.Leave(this);
        try
        {
            Services.Door.Text.Leave(connection);
            Services.Ignored.Leave(connection.UserId);
            if (!Services.Monitor.Of(connection.UserId).Any())
            {
                await AwayCommand.End(this);
                Services.Modes.Forget(connection.UserId);
                Services.ToSelf.Forget(connection.UserId);
                Services.Metadata.Forget(new MetadataSubject(connection.UserId, IsRoom: false));
            }
        }
        finally
        {
            await Registration.Leave(connection);
        }
    }

    private async Task Answer(IrcMessage message, bool isText = true)
    {
        var label = LabelOf(message);
        var isLabelled = label.Length is > 0 and <= LongestLabel;
        var isMessage = message.Command is "PRIVMSG" or "NOTICE" && !isLabelled;
        try
        {
            if (IsRegistered)
                Services.Door.Text.Heard(Connection!);
            // Messages follow each other without waiting; anything else comes after them.
            if (!isMessage && _sending.Any)
                await Settle();
            if (isLabelled)
                Output.BeginLabel(label);
            if (message.Command is "PRIVMSG" or "NOTICE")
                SpokeAt = Services.Clock.GetUtcNow();
            if (isText && IsRegistered && MultilineCommands.TryTake(this, message))
                return;
            if (isText)
                await Services.Commands.Execute(this, message);
            else
                Fail(IrcMessage.Middle(message.Command), "INVALID_UTF8", "Your client is to send UTF-8.");
            if (isLabelled)
                await Settle();
        }
        catch (Problem problem)
        {
            IrcProblems.Tell(this, message, problem);
        }
        catch (Exception failure)
        {
            LogFailure(Services.Logger, failure, message.Command);
            Reply(Numeric.UnknownError, message.Command, "That did not work, through no fault of yours");
        }
        finally
        {
            Output.EndLabel();
        }
    }

    /// <summary>The label of the answer; that of a batch of lines is given where it begins, and answered where it ends.</summary>
    private string LabelOf(IrcMessage message)
    {
        if (!Has(Capability.LabeledResponse))
            return "";
        if (message is { Command: "BATCH", Parameters: [['-', ..] end, ..] } && OpenBatch is { } batch && string.Equals(end[1..], batch.Reference, StringComparison.Ordinal))
            return batch.Label;
        var isBeginning = message is { Command: "BATCH", Parameters: [['+', ..], ..] } && Has(Capability.Multiline);
        return isBeginning ? "" : message.Tags.GetValueOrDefault("label") ?? "";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "IRC command {Command} failed")]
    private static partial void LogFailure(ILogger logger, Exception failure, string command);
}
