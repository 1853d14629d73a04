using System.Net;

namespace Parlor.Server.Accounts;

/// <summary>The program that a request comes from, as far as it says so itself.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="UserAgent">What it calls itself; empty when it does not.</param>
public sealed record Client(IPAddress? Address, string UserAgent)
{
    /// <summary>Characters of a user agent that are kept; the rest tells people nothing.</summary>
    public const int LongestUserAgent = 400;

    /// <summary>Products and what they are called, the more particular first: browsers name each other as well as themselves.</summary>
    private static readonly (string Token, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("Electron/", "Desktop app"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ("Line chat", "Line chat"),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    public static Client Of(HttpContext context)
    {
        var userAgent = string.Concat(context.Request.Headers.UserAgent.ToString().Where(c => !char.IsControl(c)));
        return new Client(
            context.Connection.RemoteIpAddress,
            userAgent.Length > LongestUserAgent ? userAgent[..LongestUserAgent] : userAgent);
    }

    /// <summary>What people call it, such as "Firefox on Linux"; null when the user agent is empty.</summary>
    public static string? Device(string userAgent)
    {
        var browser = NameIn(userAgent, Browsers) ?? userAgent.Split('/', ' ')[0];
        if (browser.Length == 0)
            return null;
        return NameIn(userAgent, Systems) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? NameIn(string userAgent, (string Token, string Name)[] known) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Token, StringComparison.Ordinal)).Name;
}
