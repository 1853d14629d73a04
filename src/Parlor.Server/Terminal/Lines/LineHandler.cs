using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Parlor.Server.Messages;

namespace Parlor.Server.Terminal.Lines;

/// <summary>Serves line chat over TCP: reads lines, within limits, for a <see cref="LineSession"/>.</summary>
internal sealed partial class LineHandler(LineServices services, Settings settings, TimeProvider clock, ILogger<LineHandler> logger)
{
    /// <summary>What people call it; so their list of sessions does.</summary>
    public const string Name = "Line chat";

    /// <summary>Bytes of a line, without its end.</summary>
    public const int LongestLine = 4 * 1024;

    /// <summary>How long somebody has to say who they are.</summary>
    public static readonly TimeSpan TimeToLogIn = TimeSpan.FromSeconds(60);

    private readonly AddressLimit _addresses = new(settings.Lines.MostPerAddress);
    private readonly TokenBuckets _lines = new(() => (settings.Lines.LinesPerSecond, settings.Lines.LineBurst), clock);
    private long _connections;

    public async Task Serve(ConnectionContext connection)
    {
        KeepAlive.Set(connection);
        await using var client = new TcpTextClient(connection);
        if (!_addresses.TryEnter(client.Address))
        {
            client.Write("! There are too many connections from your address.\n"u8.ToArray());
            return;
        }

        try
        {
            var session = new LineSession(services, client);
            await using var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.Register(session.Stop);
            await Talk(session, new LineReader(connection.Transport.Input, LongestLine));
        }
        finally
        {
            _addresses.Leave(client.Address);
        }
    }

    private async Task Talk(LineSession session, LineReader lines)
    {
        var number = Interlocked.Increment(ref _connections);
        try
        {
            session.Start();
            if (await LogIn(session, lines, number))
                await ReadAll(session, lines, number);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client has vanished, or was cut off.
        }

        try
        {
            await session.End();
        }
        catch (Exception failure)
        {
            LogUnended(failure);
        }
    }

    /// <returns>Whether somebody has logged in; else it is over.</returns>
    private async Task<bool> LogIn(LineSession session, LineReader lines, long number)
    {
        using var limit = new CancellationTokenSource(TimeToLogIn, clock);
        try
        {
            while (!session.IsLoggedIn && await Next(session, lines, number, limit.Token))
            {
                // What was typed has been answered.
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            session.Terminal.Say("");
            session.Terminal.Complain($"Nobody has logged in for {TimeToLogIn.TotalSeconds} seconds.");
        }

        return session.IsLoggedIn;
    }

    private async Task ReadAll(LineSession session, LineReader lines, long number)
    {
        while (await Next(session, lines, number, CancellationToken.None))
        {
            // What was typed has been answered.
        }
    }

    /// <returns>False once nothing more comes.</returns>
    private async ValueTask<bool> Next(LineSession session, LineReader lines, long number, CancellationToken cancel)
    {
        var line = await lines.Read(cancel);
        if (line.IsEnd)
            return false;
        try
        {
            _lines.Take(number);
        }
        catch (Problem)
        {
            session.Terminal.Complain("Too many lines at once; wait a moment. That one was not taken.");
            return true;
        }

        await session.Take(line);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A session of line chat could not be ended")]
    private partial void LogUnended(Exception failure);
}
