using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Parlor.Bench.Net;
using Parlor.Bench.SocketIo;

namespace Parlor.Bench.Load.SocketIo;

/// <summary>What a case does with what its clients receive. All calls come on the loop's thread.</summary>
internal interface IClientEvents
{
    /// <param name="client">who received it</param>
    /// <param name="packet">the whole packet, <c>42["receive_message",…]</c>; valid during the call only</param>
    /// <param name="now">when it was read, in ticks of <see cref="Clock"/></param>
    void OnMessage(SocketIoClient client, ReadOnlySpan<byte> packet, long now);

    /// <param name="client">who had sent it</param>
    /// <param name="id">the one that <see cref="SocketIoClient.IdOf"/> gives to the post</param>
    /// <param name="answer">the acknowledgement's arguments, a JSON array; valid during the call only</param>
    /// <param name="now">when it was read, in ticks of <see cref="Clock"/></param>
    void OnAcknowledged(SocketIoClient client, int id, ReadOnlySpan<byte> answer, long now);
}

/// <summary>A client of the chat: it connects to the main namespace, joins one room, then sends and receives messages there.</summary>
internal sealed class SocketIoClient : SocketIoConnection
{
    private const int JoinId = 1;

    private readonly IClientEvents _events;
    private readonly string _token;
    private readonly string _room;

    /// <param name="server">where the server listens</param>
    /// <param name="index">the client's number among those of its case</param>
    /// <param name="token">access token for the handshake</param>
    /// <param name="room">handle of the room to join</param>
    /// <param name="events">who gets what arrives</param>
    public SocketIoClient(Endpoint server, int index, string token, string room, IClientEvents events)
        : base(server)
    {
        Index = index;
        _token = token;
        _room = room;
        _events = events;
    }

    public int Index { get; }

    /// <summary>True once the server has acknowledged <c>join_room</c>.</summary>
    public bool Joined { get; private set; }

    /// <summary>The room's last sequence number known to this client: of its joining at first, then of each message checked.</summary>
    public long LastSeq { get; set; }

    /// <summary>The id of the acknowledgement of a post, by the post's number.</summary>
    public static int IdOf(int post) => JoinId + 1 + post;

    /// <summary>Sends <c>send_message</c> with this client's post of that number (0, 1, 2 …).</summary>
    public void SendMessage(ReadOnlySpan<byte> text, int post)
    {
        Utf8.TryWrite(
            Payload,
            $"42{IdOf(post)}[\"send_message\",{{\"room\":\"{_room}\",\"clientId\":\"{Index}-{post}\",\"text\":\"",
            out var length);
        text.CopyTo(Payload[length..]);
        length += text.Length;
        "\"}]"u8.CopyTo(Payload[length..]);
        Send(length + 3);
    }

    protected override string Auth => $"{{\"token\":\"{_token}\"}}";

    protected override void OnPacket(ReadOnlySpan<byte> packet, long now)
    {
        if (packet.StartsWith("42[\"receive_message\""u8))
            _events.OnMessage(this, packet, now);
        else if (packet.StartsWith("43"u8))
            OnAcknowledgement(packet, now);
        else if (packet.StartsWith("40{"u8))
            Send($"42{JoinId}[\"join_room\",{{\"room\":\"{_room}\"}}]");
        else if (!packet.StartsWith("42["u8))
            throw new BenchFailure($"unexpected packet: {Encoding.UTF8.GetString(packet)}");
    }

    private void OnAcknowledgement(ReadOnlySpan<byte> packet, long now)
    {
        if (!Utf8Parser.TryParse(packet[2..], out int id, out var digits))
            throw new BenchFailure($"an acknowledgement without a number: {Encoding.UTF8.GetString(packet)}");

        var answer = packet[(2 + digits)..];
        if (Joined)
        {
            _events.OnAcknowledged(this, id, answer, now);
            return;
        }

        LastSeq = JoinAnswer.ReadLastSeq(answer);
        Joined = true;
    }
}
