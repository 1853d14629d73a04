using System.Net;
using Parlor.Bench.Load.Cases;
using Parlor.Bench.Load.Crowd;
using Parlor.Bench.Load.Lines;
using Parlor.Bench.Servers;

namespace Parlor.Bench.Load.Servers;

/// <summary>
/// Parlor as it is published. Accounts and rooms are made once; every measurement starts on a copy of the data that this left, so
/// that no run inherits the rows and the caches of another.
/// </summary>
internal sealed class ParlorServer(Options options, string program, PostgresDatabases? postgres) : ServerUnderTest
{
    private const string SharedRoomName = "shared";
    private const string EveryoneRoomName = "everyone";

    /// <summary>Tokens live 15 minutes; older ones than this are exchanged before a run.</summary>
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(8);

    private readonly string _folder = Path.Combine(options.Data, postgres is null ? "sqlite" : "postgres-data");
    private Account[] _signedUp = [];
    private Account[] _accounts = [];
    private long _tokensSince;
    private CrowdPeople? _crowd;
    private IPEndPoint _lines = new(IPAddress.Loopback, 0);
    private IPEndPoint _irc = new(IPAddress.Loopback, 0);

    public override string Name => postgres is null ? "Parlor, SQLite" : "Parlor, PostgreSQL";

    private string Template => Path.Combine(_folder, "template");

    private string CrowdTemplate => Path.Combine(_folder, "crowd");

    private string Copy => Path.Combine(_folder, "run");

    public override async Task PrepareAsync()
    {
        if (!options.NeedsAccounts)
            return;
        Console.Error.WriteLine($"{Name}: signing up {options.Accounts} accounts");
        Directory.CreateDirectory(Template);
        using var server = Start(Template, postgres?.CreateTemplate());
        using var client = new ParlorClient(server.Endpoint.Address);
        _signedUp = new Account[options.Accounts];
        await Parallel.ForAsync(0, _signedUp.Length, async (i, _) => _signedUp[i] = await client.SignUpAsync($"bench-{i:D4}"));
        UseTokens(_signedUp);

        await client.CreateRoomAsync(_accounts[0], SharedRoomName);
        await client.CreateRoomAsync(_accounts[0], EveryoneRoomName);
        await Parallel.ForAsync(0, _accounts.Length, async (i, _) => await client.CreateRoomAsync(_accounts[i], OwnRoom(i).Room));
        for (var i = 1; i < _accounts.Length; i++)
        {
            await client.AddMemberAsync(_accounts[0], EveryoneRoomName, _accounts[i]);
            if (i < SharedBy)
                await client.AddMemberAsync(_accounts[0], SharedRoomName, _accounts[i]);
        }
    }

    public override async Task<ServerProcess> StartAsync()
    {
        CopyOf(Template);
        var server = Start(Copy, postgres?.CreateCopy());
        if (Clock.Now - _tokensSince < Clock.Ticks(TokenAge))
            return server;

        // Refresh tokens may be used once; each copy of the data has them unused.
        using var client = new ParlorClient(server.Endpoint.Address);
        var fresh = new Account[_signedUp.Length];
        await Parallel.ForAsync(0, fresh.Length, async (i, _) => fresh[i] = await client.RefreshAsync(_signedUp[i]));
        UseTokens(fresh);
        return server;
    }

    /// <summary>Starts it with the large company, which is made at the first call.</summary>
    public async Task<(ServerProcess Process, CrowdPeople People)> StartCrowdAsync()
    {
        if (_crowd is null)
        {
            Console.Error.WriteLine($"{Name}: making a company of {CrowdSize.Members} people");
            Empty(CrowdTemplate);
            _crowd = await CrowdFill.Run(CrowdTemplate, postgres?.CreateCrowdTemplate());
        }

        CopyOf(CrowdTemplate);
        return (Start(Copy, postgres?.CreateCrowdCopy()), _crowd);
    }

    /// <summary>Starts it for the first time: no database, no keys.</summary>
    public ServerProcess StartEmpty()
    {
        Empty(Copy);
        return Start(Copy, postgres?.CreateEmpty());
    }

    /// <summary>Starts it where it has run before.</summary>
    public ServerProcess StartAgain() => Start(Copy, postgres?.LastCopy);

    public override Seat OwnRoom(int client) => new(_accounts[client].Token, $"own-{client:D4}");

    public override Seat SharedRoom(int client) => new(_accounts[client].Token, SharedRoomName);

    public override Seat Everyone(int client) => new(_accounts[client % _accounts.Length].Token, EveryoneRoomName);

    public override bool SpeaksLines => true;

    public override LineSeat Guest(int client, Wording wording) =>
        wording == Wording.Irc ? LineSeat.ByIrc(_irc, client, EveryoneRoomName) : LineSeat.OfGuest(_lines, client, EveryoneRoomName);

    /// <summary>The place of a guest who talks in lines and is in no room.</summary>
    public LineSeat Idler(int client) => LineSeat.OfGuest(_lines, client, room: null);

    /// <summary>The place of somebody with an account who talks in lines.</summary>
    public LineSeat Poster(int client, bool shared)
    {
        var name = _accounts[client].Username;
        return LineSeat.OfAccount(_lines, name, ParlorClient.PasswordOf(name), shared ? SharedRoomName : OwnRoom(client).Room);
    }

    private void UseTokens(Account[] accounts)
    {
        _accounts = accounts;
        _tokensSince = Clock.Now;
    }

    private ServerProcess Start(string data, string? connection)
    {
        (_lines, _irc) = (ServerProcess.FreeAddress(), ServerProcess.FreeAddress());
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PARLOR_Limits__PostsPerSecond"] = "1000000",
            ["PARLOR_Limits__PostBurst"] = "1000000",
            ["PARLOR_Limits__SignUpsPerMinute"] = "1000000",
            ["PARLOR_Limits__LogInsPerMinute"] = "1000000",
            ["PARLOR_Lines__Listen"] = _lines.ToString(),
            ["PARLOR_Lines__Guests"] = "true",
            ["PARLOR_Lines__MostPerAddress"] = "1000000",
            ["PARLOR_Lines__LinesPerSecond"] = "1000000",
            ["PARLOR_Lines__LineBurst"] = "1000000",
            ["PARLOR_Irc__Listen"] = _irc.ToString(),
            ["PARLOR_Irc__Guests"] = "true",
            ["PARLOR_Irc__ListenTls"] = "",
        };
        if (connection is not null)
            environment["PARLOR_Postgres"] = connection;
        return ServerProcess.Start(
            address => [program, "serve", "--url", $"http://{address}", "--data", data],
            environment,
            Path.Combine(_folder, "server.log"));
    }

    private void CopyOf(string template)
    {
        Empty(Copy);
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Copy, Path.GetRelativePath(template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }
}
