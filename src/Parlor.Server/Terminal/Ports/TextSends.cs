using System.Runtime.InteropServices;
using Parlor.SocketIO.Transport;

namespace Parlor.Server.Terminal.Ports;

/// <summary>
/// What a flusher has taken from outboxes and is about to send: for many clients in one system call where the system has one that can,
/// else in one for each. By one thread at a time.
/// </summary>
/// <param name="together">Whether to, where the system can.</param>
internal sealed class TextSends(bool together)
{
    /// <summary>Bytes that are sent together.</summary>
    private const int RoomSize = 64 * 1024;

    private readonly SendRing? _ring = together ? SendRing.TryCreate() : null;

    // What is sent lies here meanwhile, where the system finds it; something for many clients lies here once.
    private readonly byte[] _room = GC.AllocateUninitializedArray<byte>(RoomSize, pinned: true);
    private readonly List<Send> _sends = new(SendRing.MaxSends);
    private ReadOnlyMemory<byte> _last;
    private int _used;

    /// <summary>Whether they go in one call.</summary>
    public bool GoTogether => _ring is { IsBroken: false };

    /// <summary>Takes what waits in an outbox. It is sent when enough has come together, at the latest by <see cref="Finish"/>.</summary>
    public void Add(TextOutbox outbox)
    {
        // What its client is sent next depends on how much it takes of this.
        if (outbox.IsSending)
            Finish();
        if (!outbox.Take(out var piece, out var pieces))
            return;
        var length = pieces?.Sum(one => one.Length) ?? piece.Length;
        if (length > RoomSize)
        {
            _ = outbox.SendRest(pieces is null ? piece : Together(pieces, length));
            return;
        }

        if (_sends.Count == SendRing.MaxSends || length > RoomSize - _used)
            Finish();
        _sends.Add(new Send(outbox, Place(piece, pieces), length));
    }

    /// <summary>Sends what was added.</summary>
    public void Finish()
    {
        var sends = CollectionsMarshal.AsSpan(_sends);
        var results = Submit(sends);
        foreach (var send in sends)
        {
            var bytes = _room.AsSpan(send.Start, send.Length);
            var client = send.Outbox.Client;
            int sent;
            if (send.IsHeld)
            {
                client.Release();
                sent = DirectSocket.IsFull(results[0]) ? 0 : results[0];
                results = results[1..];
            }
            else
            {
                sent = client.TrySend(bytes);
            }

            send.Outbox.Sent(bytes, sent);
        }

        _sends.Clear();
        (_last, _used) = (default, 0);
    }

    private ReadOnlySpan<int> Submit(Span<Send> sends)
    {
        if (!GoTogether)
            return default;
        foreach (ref var send in sends)
        {
            if (!send.Outbox.Client.TryHold(out var descriptor))
                continue;
            send = send with { IsHeld = true };
            _ring!.Add(descriptor, _room, send.Start, send.Length);
        }

        return _ring!.Submit();
    }

    private int Place(ReadOnlyMemory<byte> piece, List<ReadOnlyMemory<byte>>? pieces)
    {
        if (pieces is null && piece.Equals(_last))
            return _used - piece.Length;
        var start = _used;
        foreach (var one in pieces ?? [piece])
        {
            one.CopyTo(_room.AsMemory(_used));
            _used += one.Length;
        }

        _last = pieces is null ? piece : default;
        return start;
    }

    private static byte[] Together(List<ReadOnlyMemory<byte>> pieces, int length)
    {
        var all = new byte[length];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(all.AsMemory(at));
            at += piece.Length;
        }

        return all;
    }

    /// <param name="Outbox">Whose it is.</param>
    /// <param name="Start">Where it begins in the room.</param>
    /// <param name="Length">How many bytes it has.</param>
    private readonly record struct Send(TextOutbox Outbox, int Start, int Length)
    {
        /// <summary>Whether its socket is kept for the ring.</summary>
        public bool IsHeld { get; init; }
    }
}
