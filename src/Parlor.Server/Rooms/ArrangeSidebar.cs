using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Puts a person's rooms in order, for them alone.</summary>
public sealed class ArrangeSidebar(Db db, RoomAccess access, SidebarStore sidebars)
{
    /// <summary>Stores the sections as they are given; rooms that are not the person's fall out.</summary>
    /// <param name="userId">Whose sidebar.</param>
    /// <param name="version">The one that the change was made to.</param>
    /// <param name="sections">All sections, from top to bottom.</param>
    /// <exception cref="Problem"><c>invalid</c>, <c>too_large</c>, or <c>conflict</c>: it was changed elsewhere meanwhile.</exception>
    public async Task<Sidebar> Put(long userId, long? version, IReadOnlyList<SidebarSection>? sections)
    {
        var known = version ?? throw Problem.Invalid("version", "version is missing.");
        await db.Write(transaction =>
        {
            var wanted = SidebarSection.Check(sections, SidebarStore.IdsOfMember(transaction, userId));
            if (SidebarStore.Of(transaction, userId).Version != known)
                throw Problem.Conflict("version", "The sidebar was changed elsewhere meanwhile; load it again.");
            SidebarStore.Change(transaction, userId, known, wanted);
        });
        return await sidebars.Of(userId);
    }

    /// <summary>Mutes or hides one room, or puts it among the favourites; or the other way round.</summary>
    /// <exception cref="Problem"><c>not_found</c> or <c>forbidden</c>: they are no member; <c>too_large</c>: too many rooms are in order already.</exception>
    public async Task<Sidebar> Wish(long userId, string? room, RoomWishes wishes)
    {
        var accessed = access.Require(userId, room);
        await db.Write(transaction =>
        {
            var (version, sections) = SidebarStore.Of(transaction, userId);
            if (wishes.Favourite is { } favourite)
            {
                sections = SidebarSection.Check(
                    SidebarSection.WithFavourite(sections, Ids.Text(accessed.Id), favourite), SidebarStore.IdsOfMember(transaction, userId));
            }

            SidebarStore.SetWishes(transaction, accessed.Id, userId, wishes);
            SidebarStore.Change(transaction, userId, version, sections);
        });
        return await sidebars.Of(userId);
    }
}
