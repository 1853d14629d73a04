using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Parlor.Server.Accounts;

/// <summary>
/// What the server hands out in the middle of something and gets back at its end, such as "the password was right, the code is
/// missing": sealed, for a few minutes, and without memory until it is used up.
/// </summary>
public sealed class Tickets(ServerKey key, TimeProvider clock)
{
    /// <summary>Used tickets remembered until they have expired; beyond it the one used first is forgotten.</summary>
    public const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<(string Ticket, DateTimeOffset Until)> _order = new();

    /// <param name="purpose">What it is good for, and for nothing else.</param>
    /// <param name="content">What <see cref="Read"/> gives back.</param>
    /// <param name="lifetime">How long it counts.</param>
    public string Issue(string purpose, string content, TimeSpan lifetime)
    {
        var text = Encoding.UTF8.GetBytes(content);
        var plain = new byte[sizeof(long) + text.Length];
        BinaryPrimitives.WriteInt64BigEndian(plain, (clock.GetUtcNow() + lifetime).ToUnixTimeMilliseconds());
        text.CopyTo(plain, sizeof(long));
        return Convert.ToBase64String(Protector(purpose).Protect(plain));
    }

    /// <summary>What the ticket holds; null when it is not ours, for something else, expired or used up.</summary>
    public string? Read(string purpose, string ticket) =>
        Open(purpose, ticket) is var (content, _) && !IsUsed(ticket) ? content : null;

    /// <summary>As <see cref="Read"/>, and the ticket is used up: of two who bring it at the same time one gets it.</summary>
    public string? Use(string purpose, string ticket)
    {
        if (Open(purpose, ticket) is not var (content, until))
            return null;
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until <= clock.GetUtcNow() || _order.Count >= Capacity))
                _used.Remove(_order.Dequeue().Ticket);
            if (!_used.Add(ticket))
                return null;
            _order.Enqueue((ticket, until));
            return content;
        }
    }

    private bool IsUsed(string ticket)
    {
        lock (_lock)
            return _used.Contains(ticket);
    }

    private (string Content, DateTimeOffset Until)? Open(string purpose, string ticket)
    {
        try
        {
            var plain = Protector(purpose).Unprotect(Convert.FromBase64String(ticket));
            var until = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(plain));
            return until > clock.GetUtcNow() ? (Encoding.UTF8.GetString(plain.AsSpan(sizeof(long))), until) : null;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string purpose) => key.CreateProtector($"ticket:{purpose}");
}
