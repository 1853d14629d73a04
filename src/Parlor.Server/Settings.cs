using Parlor.Server.Terminal;
using Parlor.Server.Terminal.Ports;

namespace Parlor.Server;

/// <summary>
/// What an operator can set, with the defaults. Each name can stand in <c>appsettings.json</c>, in the environment
/// (<c>PARLOR_Limits__PostBurst=100</c>) or on the command line (<c>--set Limits:PostBurst=100</c>); the later wins.
/// The table in docs/operations.md lists them all.
/// </summary>
public sealed record Settings
{
    /// <summary>Characters of <see cref="Name"/>.</summary>
    public const int LongestName = 60;

    /// <summary>Where the server listens. <c>http://localhost:5000</c> is this machine only; <c>http://*:5000</c> is every interface.</summary>
    public string Url { get; init; } = "http://localhost:5000";

    /// <summary>The folder that holds everything: database, keys, files.</summary>
    public string Data { get; init; } = "./data";

    /// <summary>A PostgreSQL connection string; empty means SQLite in the data folder.</summary>
    public string Postgres { get; init; } = "";

    /// <summary>What the server calls itself.</summary>
    public string Name { get; init; } = "Parlor";

    /// <summary>
    /// Who may sign up, once there is an owner. <c>open</c>: anyone who reaches the server; <c>invitation</c>: who has a link into a room;
    /// <c>closed</c>: nobody.
    /// </summary>
    public string SignUp { get; init; } = "open";

    /// <summary>The folder with the built web client; empty means <c>web</c> beside the program.</summary>
    public string Web { get; init; } = "";

    public LimitSettings Limits { get; init; } = new();

    public LineSettings Lines { get; init; } = new();

    public IrcSettings Irc { get; init; } = new();

    /// <summary>Rooms that are served by a process of their own, by their names, and where: <c>Rooms:lobby=localhost:5101</c>.</summary>
    public IReadOnlyDictionary<string, string> Rooms { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public SignInSettings SignIn { get; init; } = new();

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingException">A value is wrong or a name is unknown; the message is one line that names it.</exception>
    public static Settings From(IConfiguration configuration)
    {
        var read = new SettingReader(configuration);
        var defaults = new Settings();
        var settings = defaults.Changed(read) with
        {
            Url = read.Url("Url", defaults.Url),
            Data = read.Text("Data", defaults.Data),
            Postgres = read.Text("Postgres", defaults.Postgres),
            Web = read.Text("Web", defaults.Web),
            Lines = new LineSettings
            {
                Listen = read.Listener("Lines:Listen", defaults.Lines.Listen),
                Guests = read.YesOrNo("Lines:Guests", defaults.Lines.Guests),
                MostPerAddress = read.Number("Lines:MostPerAddress", defaults.Lines.MostPerAddress),
                LinesPerSecond = read.Number("Lines:LinesPerSecond", defaults.Lines.LinesPerSecond),
                LineBurst = read.Number("Lines:LineBurst", defaults.Lines.LineBurst),
            },
            Irc = new IrcSettings
            {
                Listen = read.Listener("Irc:Listen", defaults.Irc.Listen),
                ListenTls = read.Listener("Irc:ListenTls", defaults.Irc.ListenTls),
                Name = read.Host("Irc:Name", defaults.Irc.Name),
                Guests = read.YesOrNo("Irc:Guests", defaults.Irc.Guests),
                JoinCreatesRoom = read.YesOrNo("Irc:JoinCreatesRoom", defaults.Irc.JoinCreatesRoom),
                Password = read.Text("Irc:Password", defaults.Irc.Password),
            },
            Rooms = read.Rooms("Rooms"),
            SignIn = new SignInSettings
            {
                PublicUrl = read.Text("SignIn:PublicUrl", "").Length > 0 ? read.Address("SignIn:PublicUrl") : null,
                Providers = ProviderSettings.Read(read),
            },
        };
        read.RefuseUnknown();
        return settings;
    }

    /// <summary>These settings with some of those changed that can change while the server runs, checked as configuration is.</summary>
    /// <param name="changes">Values by the names of the settings, such as <c>Limits:PostBurst</c>.</param>
    /// <exception cref="SettingException">A value is wrong, or there is no setting of that name that can be changed.</exception>
    public Settings With(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var read = new SettingReader(new ConfigurationBuilder().AddInMemoryCollection(changes).Build());
        var settings = Changed(read);
        read.RefuseUnknown();
        return settings;
    }

    /// <summary>What can change while the server runs; the rest needs a new start.</summary>
    private Settings Changed(SettingReader read) => this with
    {
        Name = read.Line("Name", Name, LongestName),
        SignUp = read.OneOf("SignUp", SignUp, "open", "invitation", "closed"),
        Limits = new LimitSettings
        {
            SignUpsPerMinute = read.Number("Limits:SignUpsPerMinute", Limits.SignUpsPerMinute),
            LogInsPerMinute = read.Number("Limits:LogInsPerMinute", Limits.LogInsPerMinute),
            PostsPerSecond = read.Number("Limits:PostsPerSecond", Limits.PostsPerSecond),
            PostBurst = read.Number("Limits:PostBurst", Limits.PostBurst),
        },
    };
}

/// <summary>How often things may be done. Over a limit the answer is <c>rate_limited</c>, and nothing is stored.</summary>
public sealed record LimitSettings
{
    /// <summary>New accounts from one address, per minute.</summary>
    public int SignUpsPerMinute { get; init; } = 30;

    /// <summary>Log-ins from one address, per minute.</summary>
    public int LogInsPerMinute { get; init; } = 120;

    /// <summary>Messages of one person, per second, in the long run.</summary>
    public int PostsPerSecond { get; init; } = 10;

    /// <summary>Messages that one person may post at once after a pause.</summary>
    public int PostBurst { get; init; } = 60;
}

/// <summary>Chat by lines of plain text over TCP.</summary>
public sealed record LineSettings
{
    /// <summary>
    /// Where it listens: <c>localhost:5001</c> is this machine only, <c>*:5001</c> every interface, nothing is nowhere. What goes over the
    /// wire can be read on the way, passwords too, unless it is TLS.
    /// </summary>
    public TextAddress Listen { get; init; } = TextAddress.Usual(5001);

    /// <summary>Whether people may come in without an account, to public rooms.</summary>
    public bool Guests { get; init; }

    /// <summary>Connections from one address at one time; more are told so and closed.</summary>
    public int MostPerAddress { get; init; } = 64;

    /// <summary>Lines of one connection, per second, in the long run. What is over it is answered with an error, and not done.</summary>
    public int LinesPerSecond { get; init; } = 20;

    /// <summary>Lines of one connection at once, after a pause.</summary>
    public int LineBurst { get; init; } = 60;
}

/// <summary>Chat by IRC.</summary>
public sealed record IrcSettings
{
    /// <summary>Where it listens, as in <see cref="LineSettings.Listen"/>.</summary>
    public TextAddress Listen { get; init; } = TextAddress.Usual(6667);

    /// <summary>Where it listens with TLS; served if there is a certificate.</summary>
    public TextAddress ListenTls { get; init; } = TextAddress.Usual(6697);

    /// <summary>What the server is called in IRC: a host name, of whoever runs it.</summary>
    public string Name { get; init; } = "irc.parlor";

    /// <summary>Whether people may come in without an account, to public rooms.</summary>
    public bool Guests { get; init; }

    /// <summary>Whether <c>JOIN</c> makes a room that is not there.</summary>
    public bool JoinCreatesRoom { get; init; }

    /// <summary>What guests say with <c>PASS</c> to be let in; empty: nothing.</summary>
    public string Password { get; init; } = "";
}

/// <summary>Other ways to sign in than by what this server itself keeps.</summary>
public sealed record SignInSettings
{
    /// <summary>Where browsers reach this server, when a proxy stands before it: providers send people back to there.</summary>
    public Uri? PublicUrl { get; init; }

    public IReadOnlyList<ProviderSettings> Providers { get; init; } = [];
}
