using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Parlor.SocketIO.Transport;

/// <summary>How the pipes of connections are made; shared by all of a listener.</summary>
internal sealed class ConnectionPipes(MemoryPool<byte> memory, SocketTransportOptions options)
{
    public MemoryPool<byte> Memory => memory;

    /// <summary>Of what is received: whoever handles it is woken on the pool.</summary>
    public PipeOptions Input { get; } = Of(memory, options.MaxReadBufferSize, reader: PipeScheduler.ThreadPool, writer: PipeScheduler.Inline);

    /// <summary>Of what is to be sent: it leaves on the thread that writes it.</summary>
    public PipeOptions Output { get; } = Of(memory, options.MaxWriteBufferSize, reader: PipeScheduler.Inline, writer: PipeScheduler.ThreadPool);

    private static PipeOptions Of(MemoryPool<byte> memory, long? max, PipeScheduler reader, PipeScheduler writer) =>
        new(memory, reader, writer, max ?? 0, (max ?? 0) / 2, useSynchronizationContext: false);
}
