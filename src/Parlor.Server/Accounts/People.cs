using Dapper;
using Parlor.Server.Data;

namespace Parlor.Server.Accounts;

/// <summary>
/// The front door to accounts for every other feature: who is it? Answers come from memory once asked for, and are as new as the last
/// commit.
/// </summary>
public sealed class People(Db db) : ICommitListener
{
    /// <summary>People kept in memory; one more, and the memory starts again empty.</summary>
    public const int Capacity = 50_000;

    /// <summary>People that a search finds at most.</summary>
    public const int LongestSearch = 20;

    /// <summary>Ids in one query: its text stays short.</summary>
    private const int IdsInQuery = 1_000;

    private const string Select =
        """
        SELECT id AS Id, username AS Username, display_name AS DisplayName, avatar_url AS AvatarUrl,
               status_emoji AS StatusEmoji, status_text AS StatusText
        FROM users
        """;

    /// <summary>The condition of a search over <c>users</c>, with <see cref="SearchPatterns"/> as parameters.</summary>
    internal const string Matching =
        @"deleted_at IS NULL AND (username LIKE @Start ESCAPE '\' OR search_name LIKE @Start ESCAPE '\' OR search_name LIKE @Word ESCAPE '\')";

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Person> _byId = [];
    private readonly Dictionary<string, long> _idByUsername = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>The person with this id or username, be it one that they had before; null if there is none.</summary>
    public Person? Find(string idOrUsername) => TryFindId(idOrUsername, out var id) ? FindById(id) : null;

    /// <summary>The id behind an id or a username, if there is such a person.</summary>
    public bool TryFindId(string idOrUsername, out long id)
    {
        if (Ids.TryParse(idOrUsername, out id))
            return FindById(id) is not null;
        if (!AccountRules.TryUsername(idOrUsername, out var username))
            return false;
        bool isKnown;
        lock (_lock)
            isKnown = _idByUsername.TryGetValue(username, out id);
        // Whoever has deleted their account is nobody by the names that they had.
        if (isKnown && FindById(id) is { IsDeleted: false })
            return true;

        var found = Load($"{Select} WHERE username = @username", new { username });
        if (found.Count > 0)
            id = found[0].Key;
        return found.Count > 0 || TryFindFormer(username, out id);
    }

    /// <summary>The person that a call is about.</summary>
    /// <exception cref="Problem">
    /// <c>not_found</c>, also where they have deleted their account; <c>invalid</c> (field <c>user</c>) when none is named.
    /// </exception>
    public Person Require(string? idOrUsername) =>
        Find(Input.Required("user", idOrUsername)) is { IsDeleted: false } person ? person : throw Problem.NotFound("There is no such person.");

    /// <summary>What the person is on the server, read afresh.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public async Task<Role> ServerRoleOf(long userId, CancellationToken cancel = default)
    {
        await using var connection = await db.OpenReadAsync(cancel);
        var role = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "SELECT role FROM users WHERE id = @userId", new { userId }, cancellationToken: cancel));
        return role is null ? throw Problem.NotFound("There is no such user.") : Wire.Parse<Role>(role);
    }

    /// <summary>The person with this id.</summary>
    /// <exception cref="Problem"><c>not_found</c>.</exception>
    public Person Get(long userId) => FindById(userId) ?? throw Problem.NotFound("There is no such user.");

    /// <summary>The people with these ids; those that do not exist are left out.</summary>
    public IReadOnlyDictionary<long, Person> GetMany(IEnumerable<long> userIds)
    {
        var people = new Dictionary<long, Person>();
        var missing = new List<long>();
        lock (_lock)
        {
            foreach (var id in userIds.Distinct())
            {
                if (_byId.TryGetValue(id, out var person))
                    people.Add(id, person);
                else
                    missing.Add(id);
            }
        }

        // Dapper writes numbers in {=…} into the text: a list of parameters is something else for each of the two databases.
        foreach (var ids in missing.Chunk(IdsInQuery))
        {
            foreach (var (id, person) in Load($"{Select} WHERE id IN {{=ids}}", new { ids }))
                people.Add(id, person);
        }

        return people;
    }

    /// <summary>People whose username, display name, or a later word of it begins with <paramref name="query"/>, by username.</summary>
    public async Task<IReadOnlyList<Person>> Search(string query, CancellationToken cancel = default)
    {
        if (SearchPatterns(query) is not { } patterns)
            return [];
        await using var connection = await db.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            {Select}
            WHERE {Matching}
            ORDER BY username LIMIT {LongestSearch}
            """,
            new { patterns.Start, patterns.Word },
            cancellationToken: cancel));
        return [.. rows.Select(row => row.ToPerson())];
    }

    /// <summary>What a search looks for; null where no name can fit.</summary>
    internal static (string Start, string Word)? SearchPatterns(string query)
    {
        // No name has control characters, and PostgreSQL takes no NUL in a text.
        if (query.Length > AccountRules.LongestDisplayName * 2 || query.Any(char.IsControl))
            return null;
        var start = Like.StartingWith(query);
        return (start, "% " + start);
    }

    /// <summary>Forgets whoever has changed, before the writer learns that the change is stored.</summary>
    public void Committed(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var happened in committed)
        {
            if (happened is not ProfileChanged changed)
                continue;
            lock (_lock)
            {
                _changes++;
                if (_byId.Remove(changed.UserId, out var before))
                    _idByUsername.Remove(before.Username);
            }
        }
    }

    private bool TryFindFormer(string username, out long id)
    {
        using var connection = db.OpenRead();
        id = connection.QueryFirstOrDefault<long?>(
            "SELECT user_id FROM former_usernames WHERE username = @username", new { username }) ?? 0;
        return id != 0;
    }

    private Person? FindById(long id)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(id, out var person))
                return person;
        }

        var found = Load($"{Select} WHERE id = @id", new { id });
        return found.Count == 0 ? null : found[0].Value;
    }

    private List<KeyValuePair<long, Person>> Load(string sql, object parameters)
    {
        long changes;
        lock (_lock)
            changes = _changes;
        using var connection = db.OpenRead();
        var people = connection.Query<Row>(sql, parameters).Select(row => KeyValuePair.Create(row.Id, row.ToPerson())).ToList();
        lock (_lock)
        {
            // A change that came in between may be newer than what was read.
            if (changes == _changes)
                Keep(people);
        }

        return people;
    }

    private void Keep(List<KeyValuePair<long, Person>> people)
    {
        if (_idByUsername.Count + people.Count > Capacity)
        {
            _byId.Clear();
            _idByUsername.Clear();
        }

        foreach (var (id, person) in people)
        {
            _byId[id] = person;
            _idByUsername[person.Username] = id;
        }
    }

    private sealed record Row(long Id, string Username, string DisplayName, string? AvatarUrl, string? StatusEmoji, string? StatusText)
    {
        public Person ToPerson() => new(
            Ids.Text(Id), Username, DisplayName, AvatarUrl, (StatusEmoji ?? StatusText) is null ? null : new ShownStatus(StatusEmoji, StatusText));
    }
}
