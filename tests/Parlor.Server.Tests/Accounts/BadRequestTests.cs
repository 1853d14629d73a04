using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Accounts;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Accounts;

/// <summary>Forged tokens and malformed bodies: each gets a clear answer, and the next request is served.</summary>
public sealed class BadRequestTests(BadRequestTests.Stage stage) : IClassFixture<BadRequestTests.Stage>
{
    [Fact]
    public async Task A_malformed_body_is_refused() =>
        await Refused("""{"username": "anna", """, HttpStatusCode.BadRequest, "invalid", "body");

    [Fact]
    public async Task A_body_that_is_no_object_is_refused() => await Refused("[]", HttpStatusCode.BadRequest, "invalid", "body");

    [Fact]
    public async Task A_field_of_the_wrong_type_is_named() =>
        await Refused("""{"username":["anna"],"password":"x"}""", HttpStatusCode.BadRequest, "invalid", "username");

    [Fact]
    public async Task A_missing_body_is_refused() => await Refused(null, HttpStatusCode.BadRequest, "invalid", "body");

    [Fact]
    public async Task A_null_body_is_refused() => await Refused("null", HttpStatusCode.BadRequest, "invalid", "body");

    [Fact]
    public async Task A_body_of_another_type_is_refused() =>
        await Refused(
            "username=anna&password=x", HttpStatusCode.UnsupportedMediaType, "invalid", "body", "application/x-www-form-urlencoded");

    [Fact]
    public async Task A_huge_body_is_refused() => await Refused(
        $$"""{"username":"anna","password":"{{new string('x', 100_000)}}"}""", HttpStatusCode.RequestEntityTooLarge, "too_large", "body");

    [Fact]
    public async Task Text_that_is_no_Unicode_is_refused() =>
        await Refused(
            """{"username":"anna","password":"\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800"}""", HttpStatusCode.BadRequest, "invalid", "password");

    [Fact]
    public async Task A_deeply_nested_body_is_refused() =>
        await Refused(string.Concat(Enumerable.Repeat("""{"username":""", 500)), HttpStatusCode.BadRequest, "invalid", null);

    [Fact]
    public async Task An_unsigned_token_is_refused() => await Refused(Forge("""{"alg":"none"}""", stage.Claims, _ => []));

    [Fact]
    public async Task A_token_signed_with_another_key_is_refused() => await Refused(
        Forge(stage.Header, stage.Claims, input => HMACSHA256.HashData(RandomNumberGenerator.GetBytes(32), input)));

    [Fact]
    public async Task A_token_signed_with_another_algorithm_is_refused() => await Refused(
        Forge("""{"alg":"HS512"}""", stage.Claims, input => HMACSHA512.HashData(stage.Key, input)));

    [Fact]
    public async Task A_token_that_names_another_algorithm_is_refused() => await Refused(
        Forge("""{"alg":"RS256"}""", stage.Claims, input => HMACSHA256.HashData(stage.Key, input)));

    [Fact]
    public async Task A_token_with_changed_claims_is_refused()
    {
        var parts = stage.Token.Split('.');
        var claims = stage.Claims.Replace("\"exp\":1", "\"exp\":2", StringComparison.Ordinal);
        Assert.NotEqual(stage.Claims, claims, StringComparer.Ordinal);
        await Refused($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}");
    }

    [Fact]
    public async Task A_token_cut_short_is_refused() => await Refused(stage.Token[..^1]);

    [Fact]
    public async Task Text_in_place_of_a_token_is_refused()
    {
        foreach (var text in new[] { "", "x", "..", "a.b.c", "Bearer", new string('x', 10_000) })
            await Refused(text);
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        await using var server = await TestServer.Start();
        using var browser = new Browser(server);
        await browser.SignUp("anna");
        server.Clock.Advance(AccessTokens.Lifetime - TimeSpan.FromSeconds(1));
        (await browser.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await browser.Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task The_forger_s_own_tools_make_valid_tokens_of_the_right_parts()
    {
        var token = Forge(stage.Header, stage.Claims, input => HMACSHA256.HashData(stage.Key, input));
        (await stage.Browser(token).Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    private static string Forge(string header, string claims, Func<byte[], byte[]> sign)
    {
        var input = $"{Encode(header)}.{Encode(claims)}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.UTF8.GetBytes(input)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private async Task Refused(string token)
    {
        (await stage.Browser(token).Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await stage.Browser(stage.Token).Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    private async Task Refused(string? body, HttpStatusCode status, string code, string? field, string type = "application/json")
    {
        foreach (var path in new[] { "/api/v1/accounts", "/api/v1/sessions" })
        {
            var answer = (await stage.Browser(null).Send(HttpMethod.Post, path, body, type)).Is(status);
            Assert.Equal(code, answer.Body.Text("code"));
            if (field is not null)
                Assert.Equal(field, answer.Body.Text("field"));
        }

        (await stage.Browser(stage.Token).Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    /// <summary>One server for all of them: what one test sends must not hurt the next.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private readonly List<Browser> _browsers = [];
        private TestServer _server = null!;

        internal string Token { get; private set; } = "";

        internal byte[] Key { get; private set; } = [];

        internal string Header => Part(0);

        internal string Claims => Part(1);

        public async ValueTask InitializeAsync()
        {
            _server = await TestServer.Start();
            var browser = Browser(null);
            await browser.SignUp("anna");
            Token = browser.Token!;
            Key = await File.ReadAllBytesAsync(Path.Combine(_server.Folder, "data", "keys", "jwt.key"));
        }

        public async ValueTask DisposeAsync()
        {
            _browsers.ForEach(browser => browser.Dispose());
            await _server.DisposeAsync();
        }

        internal Browser Browser(string? token)
        {
            var browser = new Browser(_server) { Token = token };
            _browsers.Add(browser);
            return browser;
        }

        private string Part(int index) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Token.Split('.')[index]));
    }
}
