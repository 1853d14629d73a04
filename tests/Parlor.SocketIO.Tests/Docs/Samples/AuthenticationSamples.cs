using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Parlor.SocketIO.Tests.Docs.Samples;

/// <summary>What <c>docs/socketio/authentication.md</c> shows.</summary>
internal static class AuthenticationSamples
{
    public static void Tokens(SocketIOServer io, ITokens tokens)
    {
        io.Use((socket, next) =>
        {
            bool given = socket.Handshake.Auth.TryGetProperty("token", out JsonElement token) && token.ValueKind == JsonValueKind.String;
            if (!given || tokens.Check(token.GetString()!) is not { } session)
                throw new ConnectionRefusedException("who are you?", new { Code = "unauthorized" });
            socket.User = session.User;
            socket.UserExpires = session.Expires;
            return next();
        });
    }

    public static void Renew(SocketIOServer io, ITokens tokens)
    {
        io.OnUserExpired(async socket =>
        {
            string? token = await socket.EmitWithAck<string>("token, please");
            if (token is not null && tokens.Check(token) is { } session)
            {
                socket.User = session.User;
                socket.UserExpires = session.Expires;
            }
        });
    }

    public static void Cookies(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization(options => options.AddPolicy("admins", policy => policy.RequireRole("admin")));
        builder.Services.AddSocketIO(options => options.AllowRequest = context =>
        {
            string origin = context.Request.Headers.Origin.ToString();
            return ValueTask.FromResult(origin is "" or "https://chat.example.org");
        });
    }

    public static void Refuse(SocketIOOptions options)
    {
        options.AllowRequest = context => context.Request.Headers.UserAgent.ToString().StartsWith("ChatApp/1.", StringComparison.Ordinal)
            ? throw new ConnectionRefusedException("this version is too old")
            : ValueTask.FromResult(true);
    }

    public static void Policies(SocketIOServer io)
    {
        io.RequireAuthorization();
        io.RequireAuthorizationFor("ban", "admins");
        io.Of("/admin").RequireAuthorization("admins");
    }

    public static void User(SocketIOServer io) => io.OnConnection(socket =>
    {
        string person = socket.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        socket.Join("user:" + person);
        socket.On("tell", (string whom, string text) => io.To("user:" + whom).Emit("told", person, text));
    });
}

internal interface ITokens
{
    Session? Check(string token);
}

internal sealed record Session(ClaimsPrincipal User, DateTimeOffset Expires);
