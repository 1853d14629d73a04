using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Parlor.Server.Tests.Accounts.Passkeys;

/// <summary>
/// A device that keeps one passkey (ES256, no attestation), with the browser around it: it answers the server's questions as JSON, as
/// WebAuthn, level 3, says.
/// </summary>
internal sealed class SoftAuthenticator(string origin) : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _userHandle = "";
    private uint _uses;

    /// <summary>The page that asks; a passkey is told what the browser sees, not what the page says.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>Whether the device has checked who holds it.</summary>
    public bool VerifiesUser { get; set; } = true;

    /// <summary>Makes the passkey that the server asks for.</summary>
    public object Create(JsonElement options)
    {
        _userHandle = options.GetProperty("user").GetProperty("id").GetString()!;
        byte[] length = [0, (byte)_id.Length];
        byte[] data = [.. Head(options.GetProperty("rp").GetProperty("id").GetString()!, HasCredential), .. new byte[16], .. length, .. _id, .. PublicKey()];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Answer(new
        {
            clientDataJSON = Text(ClientData("webauthn.create", options)),
            attestationObject = Text(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>Answers the question by the passkey.</summary>
    public object Get(JsonElement options)
    {
        var data = Head(options.GetProperty("rpId").GetString()!, flags: 0);
        var client = ClientData("webauthn.get", options);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Answer(new
        {
            clientDataJSON = Text(client),
            authenticatorData = Text(data),
            signature = Text(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = _userHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private object Answer(object response) => new
    {
        id = Text(_id),
        rawId = Text(_id),
        type = "public-key",
        clientExtensionResults = new { },
        response,
    };

    private byte[] ClientData(string type, JsonElement options) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false }));

    private byte[] Head(string domain, byte flags)
    {
        var uses = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(uses, ++_uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)(flags | UserPresent | (VerifiesUser ? UserVerified : 0)), .. uses];
    }

    /// <summary>The public key as COSE has it (RFC 9053): EC2, ES256, P-256, x, y.</summary>
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }
}
