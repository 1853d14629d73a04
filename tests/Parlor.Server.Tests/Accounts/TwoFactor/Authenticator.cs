using System.Net;
using Parlor.Server.Accounts.TwoFactor;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts.TwoFactor;

/// <summary>The app on somebody's phone: it keeps the key and shows the code of the moment.</summary>
internal sealed class Authenticator(byte[] key, FakeClock clock)
{
    public string Code => Totp.Code(key, Totp.StepAt(clock.GetUtcNow()));

    /// <summary>A code of these six digits that is not right now.</summary>
    public string WrongCode => Enumerable.Range(0, 10).Select(i => $"00000{i}").First(code => Totp.StepOf(code, key, clock.GetUtcNow()) is null);

    /// <summary>The next code, which was not shown yet.</summary>
    public string NextCode()
    {
        clock.Advance(Totp.Period);
        return Code;
    }

    /// <summary>Scans what the server shows, and turns the second factor on.</summary>
    public static async Task<(Authenticator App, string[] RecoveryCodes)> SetUp(Browser browser, FakeClock clock)
    {
        var setup = (await browser.Post("/api/v1/me/two-factor/setup", null)).Is(HttpStatusCode.OK).Body;
        var app = new Authenticator(Base32.Decode(setup.Text("secret")!), clock);
        var on = await browser.Put("/api/v1/me/two-factor", new { code = app.Code });
        var codes = on.Is(HttpStatusCode.OK).Body.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!);
        return (app, [.. codes]);
    }
}
