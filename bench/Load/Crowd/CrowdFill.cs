using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parlor.Server;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Messages;
using Parlor.Server.Rooms;

namespace Parlor.Bench.Load.Crowd;

/// <summary>
/// Makes the large company, inside this process: through the server's own use cases and its group commit, without HTTP and without
/// hashing a password for each of ten thousand.
/// </summary>
internal sealed class CrowdFill(IServiceProvider services)
{
    /// <summary>Things asked of the server at once: what waits shares commits.</summary>
    private const int AtOnce = 400;

    private readonly long[] _people = new long[CrowdSize.Members];
    private readonly long[] _sessions = new long[CrowdSize.Online];

    /// <summary>Fills an empty data folder, or database.</summary>
    public static async Task<CrowdPeople> Run(string data, string? postgres)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Logging:LogLevel:Default", "Warning")]).Build();
        var settings = new Settings
        {
            Data = data,
            Postgres = postgres ?? "",
            Limits = new LimitSettings { PostsPerSecond = int.MaxValue, PostBurst = int.MaxValue },
        };
        await using var server = Parlor.Server.ParlorServer.Build(settings, configuration);
        var fill = new CrowdFill(server.Services);
        await fill.Run();
        return new CrowdPeople(server.Services.GetRequiredService<AccessTokens>(), fill._people, fill._sessions);
    }

    private async Task Run()
    {
        await MakePeople();
        var create = services.GetRequiredService<CreateRoom>();
        await create.Execute(_people[0], Room(CrowdSize.LargeRoom));
        await Each(CrowdSize.ManyRooms, i => create.Execute(_people[1], Room(CrowdSize.ManyRoom(i))));
        await Each(CrowdSize.TeamRooms, i => create.Execute(_people[1], Room(CrowdSize.TeamRoom(i))));

        var join = services.GetRequiredService<JoinRoom>();
        await Each(CrowdSize.Members - 1, i => join.Join(_people[i + 1], CrowdSize.LargeRoom));
        await Each(CrowdSize.ManyRooms, i => join.Join(_people[0], CrowdSize.ManyRoom(i)));
        await Each(CrowdSize.Online * CrowdSize.TeamsOfPerson, i =>
        {
            var person = i / CrowdSize.TeamsOfPerson;
            return join.Join(_people[person], CrowdSize.TeamRoom(CrowdSize.TeamsOf(person).ElementAt(i % CrowdSize.TeamsOfPerson)));
        });

        var direct = services.GetRequiredService<OpenDirect>();
        var others = CrowdSize.Members - CrowdSize.Online;
        await Each(CrowdSize.Directs, i => direct.Execute(_people[CrowdSize.Online + (i % others)], CrowdSize.Username(CrowdSize.Online + ((i + 1 + (i / others)) % others))));

        await Talk(CrowdSize.LargeRoom, CrowdSize.MessagesInLarge);
        await Each(CrowdSize.ManyRooms, i => Talk(CrowdSize.ManyRoom(i), CrowdSize.MessagesInOther));
        await Each(CrowdSize.TeamRooms, i => Talk(CrowdSize.TeamRoom(i), CrowdSize.MessagesInOther));
    }

    private async Task MakePeople()
    {
        var users = services.GetRequiredService<UserStore>();
        var clock = TimeProvider.System;
        // The first is the owner, so it is made before the others.
        await Add(0);
        await Each(CrowdSize.Members - 1, i => Add(i + 1));
        var sessions = services.GetRequiredService<Sessions>();
        await Each(CrowdSize.Online, async i => _sessions[i] = (await sessions.Open(_people[i], new Client(null, "bench"))).SessionId);

        Task Add(int i)
        {
            _people[i] = Ids.Next(clock);
            return users.CreateAsync(
                new User { Id = _people[i], Username = CrowdSize.Username(i), DisplayName = $"Person {i:D5} of the crowd", CreatedAt = clock.GetUtcNow() }, default);
        }
    }

    /// <summary>The owner of the other rooms talks there; in the large one, the owner of that.</summary>
    private async Task Talk(string room, int messages)
    {
        var send = services.GetRequiredService<SendMessage>();
        var author = string.Equals(room, CrowdSize.LargeRoom, StringComparison.Ordinal) ? _people[0] : _people[1];
        for (var i = 0; i < messages; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Message {i} of {room}: the tide comes in, the tide goes out, and somebody writes it down.");
            await send.Execute(author, room, new Draft(text, i.ToString(CultureInfo.InvariantCulture), null));
        }
    }

    private static RoomDetails Room(string name) => new(name, "", "", Visibility.Public);

    private static async Task Each(int count, Func<int, Task> act)
    {
        for (var done = 0; done < count; done += AtOnce)
            await Task.WhenAll(Enumerable.Range(done, Math.Min(AtOnce, count - done)).Select(act));
    }
}
