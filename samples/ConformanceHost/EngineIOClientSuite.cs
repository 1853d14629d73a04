using System.Collections.Concurrent;
using System.Text.Json;
using Parlor.SocketIO;

namespace ConformanceHost;

/// <summary>
/// For the tests of the JavaScript package <c>engine.io-client</c>: a server that greets, sends back what it gets, takes
/// little at a time, refuses whoever asks to be refused, and sets cookies.
/// </summary>
internal static class EngineIOClientSuite
{
    public static void Map(WebApplication app)
    {
        // By session, those of the request whose messages are being taken; a session keeps those of its first request only.
        var headers = new ConcurrentDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        app.Use(async (context, next) =>
        {
            string sid = context.Request.Query["sid"].ToString();
            if (sid.Length == 0)
                SetCookies(context.Response.Cookies);
            bool isPost = HttpMethods.IsPost(context.Request.Method);
            if (isPost)
                headers[sid] = Copy(context.Request.Headers);
            await next(context);
            if (isPost)
                headers.TryRemove(sid, out _);
        });

        EngineServer engine = app.MapEngineIO("/engine.io/", options =>
        {
            options.PingInterval = TimeSpan.FromMilliseconds(500);
            options.MaxHttpBufferSize = 100;
            options.AllowRequest = context => ValueTask.FromResult(!context.Request.Query.ContainsKey("deny"));
        });
        engine.OnConnection(connection =>
        {
            connection.Send("hi");
            connection.OnMessage(message =>
            {
                if (message.IsBinary)
                    connection.Send(message.Data);
                else if (message.Data.Span.SequenceEqual("give binary"u8))
                    connection.Send(new byte[] { 0, 1, 2, 3, 4 });
                else
                    connection.Send(Answer(message.Text, connection));
            });
        });

        string Answer(string text, EngineConnection connection) => text switch
        {
            "give utf8" => "пойду спать всем спокойной ночи",
            "sendHeaders" => JsonSerializer.Serialize(headers[connection.Id]),
            _ => text,
        };
    }

    private static Dictionary<string, string> Copy(IHeaderDictionary headers) =>
        headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);

    // The third and the fourth have expired when they arrive.
    private static void SetCookies(IResponseCookies cookies)
    {
        cookies.Append("1", "1", new CookieOptions { Path = null, MaxAge = TimeSpan.FromDays(1) });
        cookies.Append("2", "2", new CookieOptions { SameSite = SameSiteMode.Strict, HttpOnly = true, Secure = true });
        cookies.Append("3", "3", new CookieOptions { Path = null, MaxAge = TimeSpan.Zero });
        cookies.Append("4", "4", new CookieOptions { Path = null, Expires = DateTimeOffset.UtcNow });
    }
}
