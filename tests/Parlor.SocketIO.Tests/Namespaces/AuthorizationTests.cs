using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Namespaces;

/// <summary>Who the user of a socket is, what the user may do, and for how long.</summary>
public sealed class AuthorizationTests
{
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(null, "44{\"message\":\"Unauthorized\"}", "44/admin,{\"message\":\"Unauthorized\"}")]
    [InlineData("Ada", "40{", "44/admin,{\"message\":\"Forbidden\"}")]
    [InlineData("Ada admin", "40{", "40/admin,{")]
    public async Task Namespaces_admit_whom_their_policies_admit(string? user, string main, string admin)
    {
        await using TestServer server = await StartAsync();
        server.IO.RequireAuthorization();
        server.IO.Of("/admin").RequireAuthorization("admins");
        using RawWebSocket client = await ConnectAsync(server, user);
        await client.SendTextAsync("40");
        Assert.StartsWith(main, await client.ReadTextAsync(), StringComparison.Ordinal);
        await client.SendTextAsync("40/admin,");
        Assert.StartsWith(admin, await client.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_for_namespaces_that_clients_name_guards_them_all()
    {
        await using TestServer server = await StartAsync();
        server.IO.Of((_, _) => ValueTask.FromResult(true)).RequireAuthorization("admins");
        using RawWebSocket client = await ConnectAsync(server, "Ada");
        await client.SendTextAsync("40/any,");
        Assert.Equal("44/any,{\"message\":\"Forbidden\"}", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_middleware_may_say_who_the_user_is()
    {
        await using TestServer server = await StartAsync();
        server.IO.RequireAuthorization("admins");
        server.IO.Use((socket, next) =>
        {
            socket.User = FakeAuthentication.User(socket.Handshake.Auth.GetProperty("user").GetString()!);
            return next();
        });
        using RawWebSocket client = await ConnectAsync(server, user: null);
        await client.SendTextAsync("""40{"user":"Ada admin"}""");
        Assert.StartsWith("40{", await client.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Ada", server.IO.Sockets.Single().User.Identity!.Name);
    }

    [Fact]
    public async Task Events_reach_their_handlers_only_from_those_who_may_send_them()
    {
        await using TestServer server = await StartAsync();
        server.IO.RequireAuthorizationFor("ban", "admins");
        server.IO.OnConnection(socket =>
        {
            socket.On("ban", e => e.Ack!.Send("banned"));
            socket.On("hello", e => e.Ack!.Send("hi"));
        });
        using RawWebSocket client = await ConnectAsync(server, "Ada");
        await client.SendTextAsync("40");
        await client.ReadTextAsync();
        await client.SendTextAsync("""421["ban","Bob"]""");
        Assert.Equal("""431[{"error":"forbidden"}]""", await client.ReadTextAsync());
        await client.SendTextAsync("""422["hello"]""");
        Assert.Equal("""432["hi"]""", await client.ReadTextAsync());

        server.IO.Sockets.Single().User = FakeAuthentication.User("Ada admin");
        await client.SendTextAsync("""423["ban","Bob"]""");
        Assert.Equal("""433["banned"]""", await client.ReadTextAsync());
    }

    [Fact]
    public async Task A_socket_whose_user_expires_is_disconnected()
    {
        await using TestServer server = await StartAsync();
        var reason = new Expected<string>();
        server.IO.OnConnection(socket => socket.OnDisconnect(reason.Set));
        using RawWebSocket client = await ConnectAsync(server, "Ada", expiresInMinutes: 15);
        await client.SendTextAsync("40");
        await client.ReadTextAsync();
        _time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.True(server.IO.Sockets.Single().Connected);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("41", await client.ReadTextAsync());
        Assert.Equal(DisconnectReason.UserExpired, await reason.Value);
    }

    [Theory]
    [InlineData("Ada admin", true)]
    [InlineData("Ada", false)]
    public async Task A_user_may_be_renewed_and_must_still_meet_the_policies(string renewed, bool stays)
    {
        await using TestServer server = await StartAsync();
        server.IO.RequireAuthorization("admins");
        server.IO.OnUserExpired(async socket =>
        {
            socket.User = FakeAuthentication.User((await socket.Timeout(Wait.Limit).EmitWithAck<string>("who are you"))!);
            socket.UserExpires = _time.GetUtcNow().AddHours(1);
        });
        using RawWebSocket client = await ConnectAsync(server, "Ada admin", expiresInMinutes: 15);
        await client.SendTextAsync("40");
        await client.ReadTextAsync();
        Socket socket = server.IO.Sockets.Single();
        socket.On("still here", e => e.Ack!.Send());
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("""420["who are you"]""", await client.ReadTextAsync());
        await client.SendTextAsync($"""430["{renewed}"]""");
        await client.SendTextAsync("""421["still here"]""");
        if (stays)
            Assert.Equal("431[]", await client.ReadTextAsync());
        else
            await client.ReadUntilAsync(packet => packet is "41");
    }

    [Fact]
    public async Task A_time_far_ahead_is_waited_for_in_steps()
    {
        await using TestServer server = await StartAsync();
        using RawWebSocket client = await ConnectAsync(server, "Ada");
        await client.SendTextAsync("40");
        await client.ReadTextAsync();
        server.IO.Sockets.Single().UserExpires = _time.GetUtcNow().AddDays(100);
        _time.Advance(TimeSpan.FromDays(100) - TimeSpan.FromSeconds(1));
        Assert.Single(server.IO.Sockets);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("41", await client.ReadTextAsync());
    }

    // Nobody answers pings here.
    private Task<TestServer> StartAsync() => TestServer.StartAsync(
        options => options.PingInterval = TimeSpan.FromDays(200),
        time: _time,
        services: services =>
        {
            services.AddAuthentication("fake").AddScheme<AuthenticationSchemeOptions, FakeAuthentication>("fake", configureOptions: null);
            services.AddAuthorization(options => options.AddPolicy("admins", policy => policy.RequireRole("admin")));
        });

    private static async Task<RawWebSocket> ConnectAsync(TestServer server, string? user, int? expiresInMinutes = null)
    {
        string headers = (user is null ? "" : $"X-User: {user}\r\n") + (expiresInMinutes is null ? "" : $"X-Expires: {expiresInMinutes}\r\n");
        RawWebSocket client = await RawWebSocket.ConnectAsync(server.Url, "/socket.io/?EIO=4&transport=websocket", headers);
        Assert.StartsWith("0{", await client.ReadTextAsync(), StringComparison.Ordinal);
        return client;
    }

    /// <summary>Believes what a header says: a name and roles.</summary>
    private sealed class FakeAuthentication(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TimeProvider time)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public static ClaimsPrincipal User(string nameAndRoles)
        {
            string[] words = nameAndRoles.Split(' ');
            return new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.Name, words[0]), .. words[1..].Select(role => new Claim(ClaimTypes.Role, role))], "fake"));
        }

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!Request.Headers.TryGetValue("X-User", out var user))
                return Task.FromResult(AuthenticateResult.NoResult());
            var properties = new AuthenticationProperties();
            if (Request.Headers.TryGetValue("X-Expires", out var minutes))
                properties.ExpiresUtc = time.GetUtcNow().AddMinutes(int.Parse(minutes.ToString(), provider: null));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(User(user.ToString()), properties, "fake")));
        }
    }
}
