using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Speaks IRC with one client: reads its lines, keeps it to a pace, and finds out when it is gone.</summary>
internal sealed class IrcHandler(IrcServices services)
{
    private readonly AddressLimit _addresses = new(services.Settings.Lines.MostPerAddress);

    public const string Name = "IRC";

    public const string TlsName = "IRC over TLS";

    /// <summary>Bytes of tags and line, whichever way they share them.</summary>
    private const int LongestLine = IrcMessage.LongestTags + IrcMessage.LongestBody;

    /// <summary>Lines that a client may send at once after a pause, and per second in the long run; more wait to be read.</summary>
    private const int Burst = 60;

    private const double PerSecond = 20;

    /// <summary>How long a client may take to register.</summary>
    private static readonly TimeSpan RegistrationTime = TimeSpan.FromSeconds(60);

    /// <summary>Silence before a client is asked whether it is there.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>How long it has to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task Serve(ConnectionContext connection)
    {
        KeepAlive.Set(connection);
        await using var client = new TcpTextClient(connection);
        if (!_addresses.TryEnter(client.Address))
        {
            client.Write("ERROR :There are too many connections from your address\r\n"u8.ToArray());
            return;
        }

        try
        {
            services.Counts.Enter();
            var session = new IrcSession(services, client);
            await using var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested
                .Register(() => session.Close("The server stops"));
            await Talk(session, client, connection);
        }
        finally
        {
            _addresses.Leave(client.Address);
        }
    }

    private async Task Talk(IrcSession session, TcpTextClient client, ConnectionContext connection)
    {
        var watch = new Watch(session, services.Clock);
        var reader = new LineReader(connection.Transport.Input, LongestLine);
        string? why = null;
        try
        {
            while (!session.IsClosed)
            {
                var line = await reader.Read(connection.ConnectionClosed);
                if (line.IsEnd)
                    break;
                await watch.Heard();
                await session.Take(line);
                if (line.IsTooLong)
                    session.Close("Input line was far too long");
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client is gone, or the server stops.
            why = "Connection lost";
        }
        finally
        {
            watch.Dispose();
            await session.End(watch.Why ?? client.CutBecause ?? why);
        }
    }

    /// <summary>Keeps time for one client.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly IrcSession _session;
        private readonly TimeProvider _clock;
        private readonly ITimer _timer;
        private double _tokens = Burst;
        private long _heardAt;
        private bool _isAsked;

        public Watch(IrcSession session, TimeProvider clock)
        {
            (_session, _clock, _heardAt) = (session, clock, clock.GetTimestamp());
            _timer = clock.CreateTimer(_ => Ring(), null, RegistrationTime, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Why the client was sent away, if it was.</summary>
        public string? Why { get; private set; }

        /// <summary>A line has come. Ends when it may be taken.</summary>
        public async ValueTask Heard()
        {
            var now = _clock.GetTimestamp();
            _tokens = Math.Min(Burst, _tokens + (_clock.GetElapsedTime(_heardAt, now).TotalSeconds * PerSecond)) - 1;
            (_heardAt, _isAsked) = (now, false);
            if (_tokens < 0)
                await Task.Delay(TimeSpan.FromSeconds(-_tokens / PerSecond), _clock);
        }

        public void Dispose() => _timer.Dispose();

        private void Ring()
        {
            if (!_session.IsRegistered)
            {
                SendAway("Registration timed out");
                return;
            }

            var quiet = _clock.GetElapsedTime(_heardAt);
            if (_isAsked && quiet >= Silence + Patience)
            {
                SendAway("Ping timeout");
            }
            else if (quiet >= Silence)
            {
                _isAsked = true;
                _session.Output.WriteAside($"PING {_session.ServerName}", "");
                _timer.Change(Patience, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _timer.Change(Silence - quiet, Timeout.InfiniteTimeSpan);
            }
        }

        private void SendAway(string why)
        {
            Why = why;
            _session.Close(why);
        }
    }
}
