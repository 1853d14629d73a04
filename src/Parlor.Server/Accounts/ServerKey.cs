using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Parlor.Server.Accounts;

/// <summary>
/// What the server alone may read back: secrets at rest, and what it gives away for a moment and wants back unchanged. AES-256-GCM
/// under a key of its own for each purpose, derived (HKDF) from one key file. It stands in for ASP.NET Core's data protection, whose
/// keys would be made anew every 90 days in a place and form that a copy of the data folder does not bring along.
/// </summary>
public sealed class ServerKey(byte[] key) : IDataProtectionProvider
{
    /// <summary>Something that protects for one purpose, and reads nothing that was protected for another.</summary>
    public IDataProtector CreateProtector(string purpose) => new Protector(key, purpose);

    /// <summary>
    /// How a secret is stored that is only ever compared: without the key file, nobody who has the database can try what it may be.
    /// </summary>
    internal string Hash(string purpose, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Derive(key, $"hash:{purpose}"), Encoding.UTF8.GetBytes(secret)));

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));

    private sealed class Protector(byte[] key, string purpose) : IDataProtector
    {
        private const int NonceBytes = 12;
        private const int TagBytes = 16;

        private readonly byte[] _key = Derive(key, $"protect:{purpose}");

        public IDataProtector CreateProtector(string inner) => new Protector(key, $"{purpose}\0{inner}");

        public byte[] Protect(byte[] plaintext)
        {
            var sealedBytes = new byte[NonceBytes + plaintext.Length + TagBytes];
            var nonce = sealedBytes.AsSpan(0, NonceBytes);
            RandomNumberGenerator.Fill(nonce);
            using var aes = new AesGcm(_key, TagBytes);
            aes.Encrypt(nonce, plaintext, sealedBytes.AsSpan(NonceBytes, plaintext.Length), sealedBytes.AsSpan(^TagBytes..));
            return sealedBytes;
        }

        /// <exception cref="CryptographicException">It was not protected by this key for this purpose, or was changed since.</exception>
        public byte[] Unprotect(byte[] protectedData)
        {
            if (protectedData.Length < NonceBytes + TagBytes)
                throw new CryptographicException("Too short to be protected data.");
            var plaintext = new byte[protectedData.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(_key, TagBytes);
            aes.Decrypt(
                protectedData.AsSpan(0, NonceBytes), protectedData.AsSpan(NonceBytes, plaintext.Length), protectedData.AsSpan(^TagBytes..), plaintext);
            return plaintext;
        }
    }
}
