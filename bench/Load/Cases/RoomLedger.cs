using System.Buffers;
using System.Text;
using Parlor.Bench.Load.SocketIo;

namespace Parlor.Bench.Load.Cases;

/// <summary>
/// Holds every delivery in one room against what was sent. The first client to receive a message has it read and compared in
/// full; when the others receive the very same bytes, they received the same message, which is found out at no cost.
/// </summary>
internal sealed class RoomLedger(long baseSeq, int followers, int textLength, IReadOnlyList<Sender> senders)
{
    private readonly List<Entry> _entries = [];
    private byte[] _room = [];

    /// <summary>Messages that every follower has received.</summary>
    public int Complete { get; private set; }

    public int Followers => followers;

    /// <summary>Takes a delivery; answers when its post was sent if this was the last client to receive it, else 0.</summary>
    public long OnDelivery(SocketIoClient client, ReadOnlySpan<byte> packet)
    {
        var seq = client.LastSeq + 1;
        var place = (int)(seq - baseSeq - 1);
        if (place == _entries.Count)
            _entries.Add(ReadFirst(packet, seq, client));

        var entry = _entries[place];
        if (!packet.SequenceEqual(entry.Packet.AsSpan(0, entry.Length)))
            CheckSame(packet, seq, entry, client);

        client.LastSeq = seq;
        if (++entry.Deliveries < followers)
            return 0;

        Complete++;
        ArrayPool<byte>.Shared.Return(entry.Packet);
        entry.Packet = [];
        return senders[entry.Sender].SentAt(entry.Post);
    }

    private Entry ReadFirst(ReadOnlySpan<byte> packet, long seq, SocketIoClient client)
    {
        var (sender, post) = Check(packet, seq, client);
        senders[sender].OnStored(post, seq);
        var copy = ArrayPool<byte>.Shared.Rent(packet.Length);
        packet.CopyTo(copy);
        return new Entry(sender, post, copy, packet.Length);
    }

    private void CheckSame(ReadOnlySpan<byte> packet, long seq, Entry entry, SocketIoClient client)
    {
        if (Check(packet, seq, client) != (entry.Sender, entry.Post))
            throw new BenchFailure($"client {client.Index} received another message {seq} than others: {Encoding.UTF8.GetString(packet)}");
    }

    private (int Sender, int Post) Check(ReadOnlySpan<byte> packet, long seq, SocketIoClient client)
    {
        var message = new MessageReader(packet[2..]);
        if (message.Seq != seq)
            throw new BenchFailure($"client {client.Index} received {message.Seq} where {seq} was due");
        if (_room.Length == 0)
            _room = message.Room.ToArray();
        if (!message.Room.SequenceEqual(_room))
            throw new BenchFailure($"client {client.Index} received a message of {Encoding.UTF8.GetString(message.Room)}");
        return PostText.Read(message.Text, textLength);
    }

    private sealed class Entry(int sender, int post, byte[] packet, int length)
    {
        public readonly int Sender = sender;
        public readonly int Post = post;
        public readonly int Length = length;
        public byte[] Packet = packet;
        public int Deliveries;
    }
}
