using Parlor.Server.Data;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.Lines;

/// <summary>Begins line chat with those who come by TCP.</summary>
internal sealed class LineHandler(LineServices services, Settings settings, TimeProvider clock, ILogger<LineHandler> logger)
{
    /// <summary>What people call it; so their list of sessions does.</summary>
    public const string Name = "Line chat";

    /// <summary>Bytes of a line, without its end.</summary>
    public const int LongestLine = 4 * 1024;

    private readonly AddressLimit _addresses = new(settings.Lines.MostPerAddress);

    /// <summary>For <see cref="TextProtocol.Start"/>.</summary>
    public ITextSession? Start(TcpTextClient client)
    {
        if (_addresses.TryEnter(client.Address))
            return new LineTalk(new LineSession(services, client), settings.Lines, clock, logger, () => _addresses.Leave(client.Address));
        client.Write("! There are too many connections from your address.\n"u8.ToArray());
        return null;
    }
}
