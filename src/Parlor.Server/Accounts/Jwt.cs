using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Parlor.Server.Accounts;

/// <summary>
/// JSON Web Tokens in the one form that we issue: a JWS in compact serialization (RFC 7515, section 7.1) with HMAC SHA-256
/// (<c>HS256</c>, RFC 7518, section 3.2). A token chooses nothing: its header has to name that algorithm and no critical extension.
/// </summary>
public static class Jwt
{
    /// <summary>A key shorter than the hash weakens it (RFC 7518, section 3.2). In bytes.</summary>
    public const int ShortestKey = 32;

    /// <summary>A longer token is refused unread; ours have about 200 characters.</summary>
    public const int LongestToken = 4096;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <summary>The token that carries <paramref name="payload"/>, which is a JSON object in UTF-8.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key)
    {
        var input = $"{Header}.{Base64Url.EncodeToString(payload)}";
        return $"{input}.{Signature(input, key)}";
    }

    /// <summary>The payload of a token that was signed with <paramref name="key"/>; null for every other text.</summary>
    public static byte[]? Verify(string token, ReadOnlySpan<byte> key)
    {
        if (token.Length > LongestToken)
            return null;
        var header = token.IndexOf('.', StringComparison.Ordinal);
        var payload = token.LastIndexOf('.');
        if (header < 0 || header == payload)
            return null;
        // The signature is compared as text, so there is exactly one spelling of it; an input of other spellings has another signature.
        var expected = Encoding.ASCII.GetBytes(Signature(token.AsSpan(0, payload), key));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(token[(payload + 1)..])))
            return null;
        return Decode(token.AsSpan(0, header)) is { } json && NamesOurAlgorithm(json)
            ? Decode(token.AsSpan(header + 1, payload - header - 1))
            : null;
    }

    private static string Signature(ReadOnlySpan<char> input, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, ShortestKey, nameof(key));
        var bytes = new byte[Encoding.UTF8.GetByteCount(input)];
        Encoding.UTF8.GetBytes(input, bytes);
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, signature);
        return Base64Url.EncodeToString(signature);
    }

    /// <summary>Base64url as RFC 7515, section 2, has it: no padding, no white space; the decoder alone would let both pass.</summary>
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }

    private static bool NamesOurAlgorithm(byte[] header)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("alg", out var algorithm)
                && algorithm.ValueKind == JsonValueKind.String
                && algorithm.ValueEquals("HS256"u8)
                && !json.RootElement.TryGetProperty("crit", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
