using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parlor.Server.Accounts.TwoFactor;

/// <summary>Time-based one-time passwords (RFC 6238) as authenticator apps make them: HMAC-SHA-1, 30 seconds, six digits.</summary>
internal static class Totp
{
    public const int Digits = 6;

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>Steps before and after now that count too: for clocks that differ, and people who type slowly (section 5.2).</summary>
    private const int Tolerance = 1;

    /// <summary>The code of a step.</summary>
    public static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 with SHA-1 is what authenticator apps speak; HMAC does not rest on what is broken in SHA-1.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6");
    }

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / (long)Period.TotalSeconds;

    /// <summary>The step around now whose code this is; null when it is none of theirs.</summary>
    public static long? StepOf(string code, byte[] key, DateTimeOffset now)
    {
        var typed = new string([.. code.Where(c => !char.IsWhiteSpace(c))]);
        if (typed.Length != Digits || !typed.All(char.IsAsciiDigit))
            return null;
        var current = StepAt(now);
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (string.Equals(Code(key, step), typed, StringComparison.Ordinal))
                return step;
        }

        return null;
    }
}
