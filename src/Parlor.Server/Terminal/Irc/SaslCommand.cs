using System.Text;

namespace Parlor.Server.Terminal.Irc;

/// <summary>AUTHENTICATE: logging in by SASL PLAIN (IRCv3 sasl; RFC 4616), before registration or, as a guest, after it.</summary>
internal static class SaslCommand
{
    /// <summary>Characters of one line of AUTHENTICATE; a line of this length is continued by the next.</summary>
    private const int SaslChunk = 400;

    private const int LongestSasl = 4_000;

    public static IrcCommand[] All { get; } = [new("AUTHENTICATE", 1, Authenticate, BeforeRegistration: true)];

    private static async Task Authenticate(IrcSession session, IrcMessage message)
    {
        var given = message.Parameters[0];
        var registration = session.Registration;
        if (registration.Account is not null)
        {
            session.Reply(Numeric.SaslAlready, "You have already authenticated using SASL");
        }
        else if (given is "*")
        {
            registration.Sasl = null;
            session.Reply(Numeric.SaslAborted, "SASL authentication aborted");
        }
        else if (registration.Sasl is null && string.Equals(given, "PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            registration.Sasl = "";
            session.Output.Write("AUTHENTICATE +");
        }
        else if (registration.Sasl is null)
        {
            session.Reply(Numeric.SaslMechanisms, "PLAIN", "are available SASL mechanisms");
            session.Reply(Numeric.SaslFailed, "SASL authentication failed");
        }
        else if (given.Length > SaslChunk || registration.Sasl.Length + given.Length > LongestSasl)
        {
            registration.Sasl = null;
            session.Reply(Numeric.SaslTooLong, "SASL message too long");
        }
        else
        {
            registration.Sasl += given is "+" ? "" : given;
            if (given.Length < SaslChunk)
                await FinishSasl(session);
        }
    }

    private static async Task FinishSasl(IrcSession session)
    {
        var registration = session.Registration;
        var encoded = registration.Sasl!;
        registration.Sasl = null;
        var bytes = new byte[encoded.Length];
        string[] parts = Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('\0') : [];
        if (parts.Length != 3 || (parts[0].Length > 0 && !IrcPeople.IsSame(parts[0], parts[1])))
        {
            session.Reply(Numeric.SaslFailed, "SASL authentication failed");
            return;
        }

        try
        {
            var signedIn = await IrcLogIn.Prove(session, parts[1], parts[2]);
            if (session.IsRegistered)
            {
                await LaterLogIn.Execute(session, signedIn, Succeed);
                return;
            }

            registration.LoggedIn(signedIn);
            Succeed();
        }
        catch (Problem refused)
        {
            session.Reply(Numeric.SaslFailed, "SASL authentication failed: " + refused.Message);
        }

        void Succeed() => session.Reply(Numeric.SaslSuccess, "SASL authentication successful");
    }
}
