namespace Parlor.Server.Terminal.Irc;

/// <summary>Answers about metadata, in a batch where the client knows batches.</summary>
internal sealed class MetadataBatch : IDisposable
{
    private readonly IrcSession _session;
    private readonly string? _batch;

    private MetadataBatch(IrcSession session, string target)
    {
        _session = session;
        _batch = session.Has(Capability.Batch) ? session.Output.NextBatch() : null;
        if (_batch is not null)
            session.Output.Write($":{session.ServerName} BATCH +{_batch} metadata {target}");
    }

    public static MetadataBatch Begin(IrcSession session, string target) => new(session, target);

    /// <summary>Writes a reply, as <see cref="IrcSession.Reply"/> does.</summary>
    public void Write(int numeric, params ReadOnlySpan<string> parameters) =>
        WriteLine(_session.ReplyLine(numeric, parameters));

    public void WriteLine(string line) => _session.Output.Write(line, _batch is null ? "" : "batch=" + _batch);

    public void Dispose()
    {
        if (_batch is not null)
            _session.Output.Write($":{_session.ServerName} BATCH -{_batch}");
    }
}
