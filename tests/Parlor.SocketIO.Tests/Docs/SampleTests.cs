using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parlor.SocketIO.Tests.Docs.Samples;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Docs;

/// <summary>What the guide shows does what the guide says.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Events_go_to_everyone_or_to_all_others()
    {
        await using TestServer server = await TestServer.StartAsync();
        EventSamples.Listen(server.IO);
        using RawWebSocket ada = await server.JoinAsync();
        string id = server.IO.Sockets.Single().Id;
        Assert.Equal($$"""42["welcome","{{id}}",{"online":1}]""", await ada.ReadTextAsync());
        using RawWebSocket bob = await server.JoinAsync();
        await bob.ReadTextAsync();
        await ada.SendTextAsync("""42["move",1,2]""");
        await ada.SendTextAsync("""42["message","hello"]""");
        Assert.Equal("""42["message","hello"]""", await ada.ReadTextAsync());
        Assert.Equal($$"""42["move","{{id}}",1,2]""", await bob.ReadTextAsync());
        Assert.Equal("""42["message","hello"]""", await bob.ReadTextAsync());
        await ada.SendTextAsync("41");
        Assert.Equal($$"""42["left","{{id}}","client namespace disconnect"]""", await bob.ReadTextAsync());
    }

    [Fact]
    public async Task Questions_are_answered_both_ways()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.IO.OnConnection(EventSamples.Answer);
        using RawWebSocket client = await server.JoinAsync();
        await client.SendTextAsync("""421["add",1,2]""");
        Assert.Equal("431[3]", await client.ReadTextAsync());
        await client.SendTextAsync("""422["greet","Ada"]""");
        Assert.Equal("""432[{"text":"Hello Ada"}]""", await client.ReadTextAsync());

        Task asking = EventSamples.AskOne(server.IO.Sockets.Single());
        Assert.Equal("""420["favourite color"]""", await client.ReadTextAsync());
        await client.SendTextAsync("""430["blue"]""");
        await asking.Soon();
        Assert.Equal("""42["noted","blue"]""", await client.ReadTextAsync());
    }

    [Fact]
    public async Task Votes_that_came_in_time_count()
    {
        var time = new FakeTime();
        await using TestServer server = await TestServer.StartAsync(options => options.PingInterval = TimeSpan.FromHours(1), time: time);
        server.IO.OnConnection(socket => socket.Join("jury"));
        using RawWebSocket ada = await server.JoinAsync();
        using RawWebSocket bob = await server.JoinAsync();
        Task<int> votes = EventSamples.AskMany(server.IO);
        await ada.ReadTextAsync();
        await ada.SendTextAsync("430[7]");
        await WaitForAnswerAsync(server, ada);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(7, await votes.Soon());
    }

    [Fact]
    public async Task Rooms_reach_their_members()
    {
        await using TestServer server = await TestServer.StartAsync();
        RoomSamples.Rooms(server.IO);
        var log = new List<string>();
        RoomSamples.RoomEvents(server.IO, log.Add);
        using RawWebSocket ada = await server.JoinAsync();
        using RawWebSocket bob = await server.JoinAsync();
        await ada.SendTextAsync("""42["join","garden"]""");
        await WaitForAnswerAsync(server, ada);
        await bob.SendTextAsync("""42["say","garden","hello"]""");
        Assert.Equal("""42["said","hello"]""", await ada.ReadTextAsync());
        await ada.SendTextAsync("""42["leave","garden"]""");
        await WaitForAnswerAsync(server, ada);
        Assert.Equal(["chat:garden has its first member", "chat:garden is empty"], log);
    }

    [Fact]
    public async Task Namespaces_that_clients_name_are_admitted_by_a_pattern_or_a_rule()
    {
        await using TestServer server = await TestServer.StartAsync();
        RoomSamples.Dynamic(server.IO);
        RoomSamples.ByRule(server.IO, ["/known"]);
        using RawWebSocket client = await server.OpenAsync();
        await client.SendTextAsync("40/tenant-7,");
        Assert.StartsWith("40/tenant-7,{", await client.ReadTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("42/tenant-7,[\"joined\"", await client.ReadTextAsync(), StringComparison.Ordinal);
        await client.SendTextAsync("40/known,");
        Assert.StartsWith("40/known,{", await client.ReadTextAsync(), StringComparison.Ordinal);
        await client.SendTextAsync("40/tenant-x,");
        Assert.Equal("""44/tenant-x,{"message":"Invalid namespace"}""", await client.ReadTextAsync());
    }

    [Fact]
    public async Task Records_travel_with_source_generated_JSON_and_handlers_have_services()
    {
        var services = new ServiceCollection();
        TypedSamples.SourceGeneration(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        SocketIOOptions set = provider.GetRequiredService<IOptions<SocketIOOptions>>().Value;
        await using TestServer server = await TestServer.StartAsync(
            options => options.JsonSerializerOptions = set.JsonSerializerOptions, services: services => services.AddSingleton<Notes>());
        TypedSamples.Records(server.IO);
        using RawWebSocket client = await server.JoinAsync();
        using RawWebSocket other = await server.JoinAsync();
        await client.SendTextAsync("""421["add note",{"text":"milk"}]""");
        Assert.Equal("""431[{"number":1,"text":"milk"}]""", await client.ReadTextAsync());
        Assert.Equal("""42["note added",{"number":1,"text":"milk"}]""", await other.ReadTextAsync());
        Assert.Throws<NotSupportedException>(() => server.IO.Emit("not in the context", new Announcement("x")));
    }

    [Fact]
    public async Task A_token_says_who_the_user_is_and_for_how_long()
    {
        var time = new FakeTime();
        await using TestServer server = await TestServer.StartAsync(options => options.PingInterval = TimeSpan.FromHours(1), time: time);
        var tokens = new Tokens(time);
        AuthenticationSamples.Tokens(server.IO, tokens);
        AuthenticationSamples.Renew(server.IO, tokens);
        AuthenticationSamples.User(server.IO);
        using RawWebSocket client = await server.OpenAsync();
        foreach (string auth in (string[])["", "{\"token\":1}", "{\"token\":\"wrong\"}"])
        {
            await client.SendTextAsync("40" + auth);
            Assert.Equal("""44{"message":"who are you?","data":{"code":"unauthorized"}}""", await client.ReadTextAsync());
        }

        await client.SendTextAsync("""40{"token":"token of Ada"}""");
        Assert.StartsWith("40{", await client.ReadTextAsync(), StringComparison.Ordinal);
        await client.SendTextAsync("""42["tell","Ada","hello"]""");
        Assert.Equal("""42["told","Ada","hello"]""", await client.ReadTextAsync());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("""420["token, please"]""", await client.ReadTextAsync());
        await client.SendTextAsync("""430["wrong"]""");
        Assert.Equal("41", await client.ReadTextAsync());
    }

    [Fact]
    public async Task An_adapter_passes_on_what_is_for_other_servers()
    {
        var bus = new Bus();
        await using TestServer one = await StartAsync();
        await using TestServer other = await StartAsync();
        using RawWebSocket client = await other.JoinAsync();
        one.IO.Emit("news", 1);
        Assert.Equal("""42["news",1]""", await client.ReadTextAsync());
        one.IO.Local.Emit("kept", 2);
        one.IO.Emit("news", 3);
        Assert.Equal("""42["news",3]""", await client.ReadTextAsync());

        Task<TestServer> StartAsync() => TestServer.StartAsync(options => options.Adapter = @namespace =>
        {
            var adapter = new TellingAdapter(@namespace, bus);
            bus.Adapters.Add(adapter);
            return adapter;
        });
    }

    // What was sent before is handled once this is answered.
    private static async Task WaitForAnswerAsync(TestServer server, RawWebSocket client)
    {
        foreach (Socket socket in server.IO.Sockets)
        {
            socket.Off("done?");
            socket.On("done?", e => e.Ack!.Send());
        }

        await client.SendTextAsync("""4299["done?"]""");
        await client.ReadUntilAsync(packet => packet is "4399[]");
    }

    private sealed class Tokens(TimeProvider time) : ITokens
    {
        private const string Prefix = "token of ";

        public Session? Check(string token) => !token.StartsWith(Prefix, StringComparison.Ordinal)
            ? null
            : new Session(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, token[Prefix.Length..])], "token")),
                time.GetUtcNow().AddMinutes(1));
    }

    /// <summary>Brings everything to the server that joined last.</summary>
    private sealed class Bus : IBus
    {
        public List<TellingAdapter> Adapters { get; } = [];

        public void Publish(
            string @namespace, ReadOnlyMemory<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> attachments, BroadcastTarget target) =>
            Adapters[^1].Receive(text, attachments, target);
    }
}
