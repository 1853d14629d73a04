using System.IO.Compression;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts.Export;

/// <summary>
/// Gives a person everything that the server keeps of them, as one archive. They ask for it signed in; the download itself is an
/// ordinary link, good for one use, so that browsers save it by their own means.
/// </summary>
public sealed class ExportData(
    IEnumerable<IExportPart> parts, Tickets tickets, Confirmation confirmation, UserStore users, TimeProvider clock)
{
    /// <summary>Archives written at the same time; whoever comes then is asked to wait.</summary>
    public const int AtOnce = 2;

    /// <summary>People whose last export is remembered; beyond it the oldest are forgotten.</summary>
    public const int Remembered = 10_000;

    /// <summary>Between two archives of one person at least.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const string Purpose = "export";

    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, DateTimeOffset> _last = [];
    private readonly Queue<long> _order = new();
    private int _running;

    /// <summary>A ticket for one download.</summary>
    /// <exception cref="Problem"><c>forbidden</c>, field <c>confirmation</c>; <c>rate_limited</c>: there was one just now.</exception>
    public async Task<string> Begin(Session caller)
    {
        await confirmation.Require(caller);
        CountOne(caller.UserId);
        return tickets.Issue(Purpose, Ids.Text(caller.UserId), LinkLifetime);
    }

    /// <summary>Whose archive it is, and what it is called.</summary>
    /// <exception cref="Problem"><c>not_found</c>: the link is used up or too old; <c>unavailable</c>: too many at once.</exception>
    public async Task<(long UserId, string FileName)> Open(string? ticket)
    {
        if (Volatile.Read(ref _running) >= AtOnce)
            throw Problem.Unavailable("Others are downloading their data; try again in a minute.");
        var userId = Ids.Parse(tickets.Use(Purpose, Input.Required("ticket", ticket)) ?? throw Gone());
        var user = await users.Find(userId) ?? throw Gone();
        return (userId, $"{user.Username}-{clock.GetUtcNow():yyyy-MM-dd}.zip");
    }

    /// <summary>Writes the archive.</summary>
    public async Task Write(long userId, Stream target, CancellationToken cancel)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
            var archive = new ExportArchive(zip);
            foreach (var part in parts)
                await part.Write(userId, archive, cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static Problem Gone() => Problem.NotFound("This link has been used or is too old; ask for your data again.");

    private void CountOne(long userId)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_last.TryGetValue(userId, out var last) && last + Pause > now)
                throw Problem.RateLimited(last + Pause - now, "Your data was asked for a moment ago.");
            if (!_last.ContainsKey(userId))
                _order.Enqueue(userId);
            _last[userId] = now;
            if (_order.Count > Remembered)
                _last.Remove(_order.Dequeue());
        }
    }
}
