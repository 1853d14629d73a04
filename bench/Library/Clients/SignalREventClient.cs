using System.Text;
using Parlor.Bench.Net;

namespace Parlor.Bench.Library.Clients;

/// <summary>
/// A SignalR client. The server writes whatever waits as one message, in fragments perhaps, so records may begin and end anywhere.
/// </summary>
internal sealed class SignalREventClient(Endpoint server, int index, IEventReceiver receiver)
    : Connection(server, "/events"), IEventClient
{
    /// <summary>A server ends a connection that it has not heard of for 30 seconds.</summary>
    private static readonly long KeepAlive = Clock.Ticks(TimeSpan.FromSeconds(10));

    private readonly List<byte> _begun = [];
    private long _sentAt;

    public Connection Connection => this;

    public bool Ready { get; private set; }

    public void Send(in Message message) => Send(message.Text);

    protected override void OnUpgraded() => Send("{\"protocol\":\"json\",\"version\":1}\u001e"u8);

    protected override void OnFrame(in WebSocketFrame frame, ReadOnlySpan<byte> payload, long now)
    {
        while (payload.IndexOf(SignalRProtocol.Separator) is >= 0 and var end)
        {
            var record = payload[..(end + 1)];
            payload = payload[(end + 1)..];
            if (_begun.Count == 0)
            {
                OnRecord(record, now);
                continue;
            }

            _begun.AddRange(record);
            OnRecord(_begun.ToArray(), now);
            _begun.Clear();
        }

        _begun.AddRange(payload);
    }

    private void OnRecord(ReadOnlySpan<byte> record, long now)
    {
        if (!Ready)
        {
            Ready = record.SequenceEqual("{}\u001e"u8) ? true : throw new BenchFailure($"no handshake: {Encoding.UTF8.GetString(record)}");
            return;
        }

        if (!record.StartsWith("{\"type\":6"u8))
            receiver.OnText(index, record, now);
        if (now - _sentAt > KeepAlive)
            Send("{\"type\":6}\u001e"u8);
    }

    private void Send(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Payload);
        Send(text.Length);
        _sentAt = Clock.Now;
    }
}
