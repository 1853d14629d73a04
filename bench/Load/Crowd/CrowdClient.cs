using System.Buffers.Text;
using System.Text;
using Parlor.Bench.Net;
using Parlor.Bench.SocketIo;

namespace Parlor.Bench.Load.Crowd;

/// <summary>A client of the chat that asks for things and keeps what comes, to be looked at when the clock has stopped.</summary>
internal sealed class CrowdClient(Endpoint server, int index, string token) : SocketIoConnection(server)
{
    private int _asked;

    /// <summary>The client's number among those of its case.</summary>
    public int Index { get; } = index;

    /// <summary>When it began to connect, in ticks of <see cref="Clock"/>.</summary>
    public long StartedAt { get; } = Clock.Now;

    /// <summary>The server has let the client in; it follows its rooms.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>What to do as soon as it is let in.</summary>
    public Action<CrowdClient>? OnConnected { get; init; }

    /// <summary>The newest acknowledgement's arguments; null while one is waited for.</summary>
    public byte[]? Answer { get; private set; }

    /// <summary>When it came, in ticks of <see cref="Clock"/>.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>Whole packets of <c>presence_changed</c> since <see cref="ForgetNews"/>, as they came.</summary>
    public List<byte[]> PresenceNews { get; } = [];

    /// <summary>How many of these came in all.</summary>
    public int News { get; private set; }

    /// <summary>How many people those that are kept tell of.</summary>
    public int ToldOf { get; private set; }

    public void ForgetNews()
    {
        PresenceNews.Clear();
        ToldOf = 0;
    }

    /// <summary>Asks for something, and waits for nothing.</summary>
    public void Ask(string name, string json)
    {
        Answer = null;
        Send($"42{++_asked}[\"{name}\",{json}]");
    }

    protected override string Auth => $"{{\"token\":\"{token}\"}}";

    protected override void OnPacket(ReadOnlySpan<byte> packet, long now)
    {
        if (packet.StartsWith("43"u8))
        {
            if (!Utf8Parser.TryParse(packet[2..], out int id, out var digits) || id != _asked)
                throw new BenchFailure($"an acknowledgement of nothing: {Encoding.UTF8.GetString(packet)}");
            (Answer, AnsweredAt) = (packet[(2 + digits)..].ToArray(), now);
        }
        else if (packet.StartsWith("40{"u8))
        {
            IsConnected = true;
            OnConnected?.Invoke(this);
        }
        else if (packet.StartsWith("42[\"presence_changed\""u8))
        {
            PresenceNews.Add(packet.ToArray());
            News++;
            ToldOf += packet.Count("\"state\""u8);
        }
        else if (!packet.StartsWith("42["u8))
        {
            throw new BenchFailure($"unexpected packet: {Encoding.UTF8.GetString(packet)}");
        }
    }
}
