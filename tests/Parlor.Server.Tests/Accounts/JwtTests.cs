using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parlor.Server.Accounts;

namespace Parlor.Server.Tests.Accounts;

public sealed class JwtTests
{
    /// <summary>The key and the token of RFC 7515, appendix A.1.</summary>
    private const string RfcKey = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    private const string RfcToken =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(Jwt.ShortestKey);
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"sub":"anna"}""");

    [Fact]
    public void The_token_of_RFC_7515_is_valid()
    {
        var payload = Jwt.Verify(RfcToken, Base64Url.DecodeFromChars(RfcKey));
        Assert.Equal(
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}", Encoding.UTF8.GetString(payload!));
    }

    [Fact]
    public void A_token_signed_here_gives_its_payload_back() => Assert.Equal(Payload, Jwt.Verify(Jwt.Sign(Payload, Key), Key));

    [Fact]
    public void A_token_of_another_key_is_refused() =>
        Assert.Null(Jwt.Verify(Jwt.Sign(Payload, RandomNumberGenerator.GetBytes(Jwt.ShortestKey)), Key));

    [Fact]
    public void A_token_with_changed_claims_is_refused()
    {
        var parts = Jwt.Sign(Payload, Key).Split('.');
        Assert.Null(Jwt.Verify($"{parts[0]}.{Base64Url.EncodeToString("""{"sub":"boss"}"""u8)}.{parts[2]}", Key));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("hs256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public void A_header_that_names_another_algorithm_is_refused(string algorithm) =>
        Assert.Null(Jwt.Verify(SignWithHeader($$"""{"alg":"{{algorithm}}","typ":"JWT"}"""), Key));

    [Fact]
    public void A_token_without_a_signature_is_refused()
    {
        var header = Base64Url.EncodeToString("""{"alg":"none"}"""u8);
        var payload = Base64Url.EncodeToString(Payload);
        Assert.Null(Jwt.Verify($"{header}.{payload}.", Key));
        Assert.Null(Jwt.Verify($"{header}.{payload}", Key));
    }

    [Fact]
    public void A_token_signed_with_HMAC_SHA_512_is_refused()
    {
        var input = $"{Base64Url.EncodeToString("""{"alg":"HS512"}"""u8)}.{Base64Url.EncodeToString(Payload)}";
        Assert.Null(Jwt.Verify($"{input}.{Base64Url.EncodeToString(HMACSHA512.HashData(Key, Encoding.ASCII.GetBytes(input)))}", Key));
    }

    [Theory]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("""{"alg":"HS256","crit":["exp"]}""")]
    [InlineData("""["HS256"]""")]
    [InlineData("""{"alg":"HS256" """)]
    [InlineData("")]
    public void A_header_that_is_not_ours_is_refused(string header) => Assert.Null(Jwt.Verify(SignWithHeader(header), Key));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a.b.c")]
    [InlineData("token")]
    [InlineData("\ud800.\ud800.\ud800")]
    public void A_text_that_is_no_token_is_refused(string text) => Assert.Null(Jwt.Verify(text, Key));

    [Fact]
    public void Base64url_with_padding_white_space_or_foreign_characters_is_refused()
    {
        foreach (var payload in new[] { "eyJ9=", "eyJ9==", "ey J9", "ey\nJ9", "ey+9", "ey/9", "eyJ9ä", "e" })
            Assert.Null(Jwt.Verify(SignRaw($"{Base64Url.EncodeToString("""{"alg":"HS256"}"""u8)}.{payload}"), Key));
    }

    [Fact]
    public void The_same_signature_spelled_otherwise_is_refused()
    {
        var token = Jwt.Sign(Payload, Key);
        Assert.Null(Jwt.Verify(token + "=", Key));
        Assert.Null(Jwt.Verify(token + " ", Key));
        // 32 bytes take 43 characters, the last of which holds 4 bits: its neighbour decodes to the same bytes.
        Assert.Null(Jwt.Verify(token[..^1] + (char)(token[^1] + 1), Key));
    }

    [Fact]
    public void A_very_long_token_is_refused_unread() =>
        Assert.Null(Jwt.Verify(Jwt.Sign(new byte[Jwt.LongestToken], Key), Key));

    [Fact]
    public void A_short_key_is_not_used() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Jwt.Sign(Payload, new byte[Jwt.ShortestKey - 1]));

    private static string SignWithHeader(string header) =>
        SignRaw($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Payload)}");

    private static string SignRaw(string input) =>
        $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(input)))}";
}
