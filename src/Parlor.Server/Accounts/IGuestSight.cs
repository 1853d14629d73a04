namespace Parlor.Server.Accounts;

/// <summary>Whom the guests of the server know: the people of their rooms. Rooms, which know that, say so.</summary>
public interface IGuestSight
{
    /// <summary>People as <see cref="People.Search"/> finds them, among those who share a room with the guest.</summary>
    Task<IReadOnlyList<Person>> Search(long guestId, string query, CancellationToken cancel = default);

    /// <summary>Those of these people who share a room with the guest, and the guest.</summary>
    Task<IReadOnlySet<long>> Among(long guestId, IReadOnlyCollection<long> userIds);
}
