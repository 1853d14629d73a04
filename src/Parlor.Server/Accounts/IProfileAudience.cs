using Parlor.Server.Realtime;

namespace Parlor.Server.Accounts;

/// <summary>
/// Who is told when somebody's name, picture or profile changes, beside those who share a room with them. Features that know of
/// somebody say so; each answers with a bounded number.
/// </summary>
public interface IProfileAudience
{
    /// <summary>People who are told on all their devices.</summary>
    Task<IReadOnlyCollection<long>> PeopleAround(long userId) => Task.FromResult<IReadOnlyCollection<long>>([]);

    /// <summary>Connections that look at the person now.</summary>
    IReadOnlyCollection<Connection> LookingAt(long userId) => [];
}
