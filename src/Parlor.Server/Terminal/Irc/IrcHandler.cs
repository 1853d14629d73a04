using Parlor.Server.Terminal.Ports;

namespace Parlor.Server.Terminal.Irc;

/// <summary>Begins to speak IRC with those who come.</summary>
internal sealed class IrcHandler(IrcServices services)
{
    public const string Name = "IRC";

    public const string TlsName = "IRC over TLS";

    /// <summary>Bytes of tags and line, whichever way they share them.</summary>
    public const int LongestLine = IrcMessage.LongestTags + IrcMessage.LongestBody;

    private readonly AddressLimit _addresses = new(services.Settings.Lines.MostPerAddress);

    /// <summary>For <see cref="TextProtocol.Start"/>.</summary>
    public ITextSession? Start(TcpTextClient client)
    {
        if (_addresses.TryEnter(client.Address))
        {
            services.Counts.Enter();
            return new IrcTalk(new IrcSession(services, client), services.Clock, () => _addresses.Leave(client.Address));
        }

        client.Write("ERROR :There are too many connections from your address\r\n"u8.ToArray());
        return null;
    }
}
