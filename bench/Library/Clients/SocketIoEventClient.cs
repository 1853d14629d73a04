using System.Text;
using Parlor.Bench.Net;
using Parlor.Bench.SocketIo;

namespace Parlor.Bench.Library.Clients;

/// <summary>Joins its namespaces and hands on what comes.</summary>
internal sealed class SocketIoEventClient : SocketIoConnection, IEventClient
{
    /// <summary>Every so many clients one decompresses: enough to find an error, few enough to keep the generator cheap.</summary>
    private const int SampleOneOf = 50;

    /// <summary>Some servers compress pings too: of all that is sent to a connected client, only they are as short as this.</summary>
    private const int PingLength = 16;

    private readonly int _index;
    private readonly IEventReceiver _receiver;
    private readonly bool _deflate;
    private Inflater? _inflater;
    private bool _inflating;
    private int _missing;

    public SocketIoEventClient(Endpoint server, int index, int namespaces, IEventReceiver receiver)
        : base(server)
    {
        _index = index;
        _receiver = receiver;
        _deflate = server.Deflate;
        Namespaces = namespaces;
        _missing = 1 + namespaces;
    }

    public Connection Connection => this;

    public bool Ready => _missing == 0;

    private int Namespaces { get; }

    public void Send(in Message message)
    {
        message.Text.CopyTo(Payload);
        Send(message.Text.Length);
        if (message.Attachment.IsEmpty)
            return;
        message.Attachment.Span.CopyTo(Payload);
        Send(message.Attachment.Length, WebSocketFrame.Binary);
    }

    protected override void OnPacket(ReadOnlySpan<byte> packet, long now)
    {
        if (!Ready)
            OnConnected(packet);
        else if (_deflate && !_inflating)
            throw new BenchFailure($"the server did not compress: {Encoding.UTF8.GetString(packet)}");
        else
            _receiver.OnText(_index, packet, now);
    }

    protected override void OnBinary(ReadOnlySpan<byte> data, long now) => _receiver.OnBinary(_index, data, now);

    protected override void OnCompressed(ReadOnlySpan<byte> payload, long now)
    {
        if (!Ready || _index % SampleOneOf == 0)
        {
            _inflater ??= new Inflater(NoContextTakeover);
            _inflating = true;
            OnText(_inflater.Inflate(payload), now);
            _inflating = false;
        }
        else if (payload.Length < PingLength)
        {
            Send("3");
        }
        else
        {
            _receiver.OnUnread(_index, now);
        }
    }

    private void OnConnected(ReadOnlySpan<byte> packet)
    {
        if (!packet.StartsWith("40"u8))
            throw new BenchFailure($"client {_index} was not connected: {Encoding.UTF8.GetString(packet)}");
        if (_missing-- <= Namespaces)
            return;
        for (var i = 0; i < Namespaces; i++)
            Send($"40{SocketIoProtocol.NamespacePrefix(i)}");
    }

    public override void Dispose()
    {
        _inflater?.Dispose();
        base.Dispose();
    }
}
