using System.Globalization;
using System.Text;

namespace Parlor.Server.Terminal.Irc;

/// <summary>
/// What a client is sent. While a command with a label is done, its answers are kept, and go out together once it is
/// (IRCv3 labeled-response).
/// </summary>
/// <param name="client">Who is sent it.</param>
/// <param name="serverName">From whom it is.</param>
internal sealed class IrcOutput(ITextClient client, string serverName)
{
    private readonly Lock _lock = new();
    private List<(string Tags, string Body)>? _answers;
    private string _label = "";
    private long _batches;

    /// <summary>Sends a line.</summary>
    /// <param name="body">The line without tags and end.</param>
    /// <param name="tags">Its tags without the at sign; empty: none.</param>
    public void Write(string body, string tags = "")
    {
        lock (_lock)
        {
            if (_answers is not null)
                _answers.Add((tags, body));
            else
                Send(tags, body);
        }
    }

    /// <summary>Sends a line that is no answer to a command, even while one is being done.</summary>
    public void WriteAside(string body, string tags)
    {
        lock (_lock)
            Send(tags, body);
    }

    /// <summary>Sends lines that belong to no command, or takes them for an answer to the one that is being done.</summary>
    public void WriteEvent(byte[] lines, bool isOwn)
    {
        lock (_lock)
        {
            if (_answers is null || !isOwn)
            {
                client.Write(lines);
                return;
            }

            foreach (var line in Encoding.UTF8.GetString(lines).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            {
                var space = line[0] == '@' ? line.IndexOf(' ', StringComparison.Ordinal) : -1;
                _answers.Add(space < 0 ? ("", line) : (line[1..space], line[(space + 1)..]));
            }
        }
    }

    /// <summary>A reference that no other batch of this client has.</summary>
    public string NextBatch() => Interlocked.Increment(ref _batches).ToString("x", CultureInfo.InvariantCulture);

    public void BeginLabel(string label)
    {
        lock (_lock)
            (_answers, _label) = ([], "label=" + IrcMessage.Escaped(label));
    }

    public void EndLabel()
    {
        lock (_lock)
        {
            if (_answers is not { } answers)
                return;
            _answers = null;
            if (answers.Count == 0)
                Send(_label, $":{serverName} ACK");
            else if (answers.Count == 1 || IsOneBatch(answers))
                SendAll(answers, first: _label, others: "");
            else
                SendBatch(answers);
        }
    }

    private static bool IsOneBatch(List<(string Tags, string Body)> answers) =>
        answers[0].Body.Split(' ') is [_, "BATCH", ['+', .. var reference], ..]
        && answers[^1].Body.EndsWith(" BATCH -" + reference, StringComparison.Ordinal);

    private void SendBatch(List<(string Tags, string Body)> answers)
    {
        var batch = NextBatch();
        Send(_label, $":{serverName} BATCH +{batch} labeled-response");
        foreach (var (tags, body) in answers)
            Send(tags.Contains("batch=", StringComparison.Ordinal) ? tags : Joined("batch=" + batch, tags), body);
        Send("", $":{serverName} BATCH -{batch}");
    }

    private void SendAll(List<(string Tags, string Body)> answers, string first, string others)
    {
        for (var at = 0; at < answers.Count; at++)
            Send(Joined(at == 0 ? first : others, answers[at].Tags), answers[at].Body);
    }

    private void Send(string tags, string body) =>
        client.Write(Encoding.UTF8.GetBytes(tags.Length == 0 ? body + "\r\n" : $"@{tags} {body}\r\n"));

    private static string Joined(string one, string other) => one.Length == 0 || other.Length == 0 ? one + other : one + ";" + other;
}
