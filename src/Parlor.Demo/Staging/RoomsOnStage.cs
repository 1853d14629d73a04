using Parlor.Demo.Drawing;
using Parlor.Demo.Story;
using Parlor.Server.Invitations;
using Parlor.Server.Pictures;
using Parlor.Server.Rooms;

namespace Parlor.Demo.Staging;

/// <summary>Rooms and conversations, and who is in them.</summary>
internal sealed class RoomsOnStage(
    PeopleOnStage people,
    CreateRoom create,
    OpenDirect openDirect,
    CreateGroup createGroup,
    ChangeRoom change,
    JoinRoom join,
    ManageMembers members,
    ManageRoles roles,
    InviteToRoom invitations,
    IReadOnlyList<CastMember> cast)
{
    private const int InvitationSeconds = 14 * 24 * 60 * 60;

    private const int InvitationUses = 25;

    private readonly Dictionary<Place, string> _ids = [];
    private readonly Dictionary<Place, string> _roles = [];

    public int Count => _ids.Count;

    public string IdOf(Place place) => _ids[place];

    public async Task Open(Opens act)
    {
        var place = act.Place;
        var owner = people.IdOf(OwnerOf(place));
        var others = cast.Where(person => place.Takes(person) && !person.Is(place.Owner)).Select(person => person.Username).ToList();
        var room = place.Kind switch
        {
            PlaceKind.Direct => (await openDirect.Execute(owner, others[0])).Room,
            PlaceKind.Group => await createGroup.Execute(owner, others, place.Title),
            _ => await create.Execute(owner, new RoomDetails(
                place.Key, place.Title, place.Topic, place.IsPrivate ? Visibility.Private : Visibility.Public, place.Description)),
        };
        _ids.Add(place, room.Id);
        if (place.Kind != PlaceKind.Room)
            return;

        if (place.IsForAnnouncements)
            await change.Update(owner, room.Id, new UpdateRoomRequest { AnnounceOnly = true });
        if (place.Role is var (name, _))
        {
            var given = PermissionTable.Of(RoomRole.Member).ToList().Append(RoomPermission.Pin).Append(RoomPermission.PostAnnouncements);
            _roles.Add(place, (await roles.Add(owner, room.Id, new RoleDraft(name, RoomRole.Member, [.. given]))).Id);
        }

        if (place.Picture is var (sign, colour))
        {
            using var picture = new MemoryStream(Emblem.Draw(sign, Colour.Parse(colour)));
            await change.SetAvatar(owner, room.Id, await Picture.Read(picture, CancellationToken.None));
        }
    }

    public async Task Join(Joins act)
    {
        var (place, person) = (act.Place, act.Person);
        var owner = people.IdOf(OwnerOf(place));
        if (place.IsPrivate)
            await members.Put(owner, IdOf(place), person.Username, role: null, customRole: null);
        else
            await join.Join(people.IdOf(person), IdOf(place));
        if (place.Moderators.Contains(person.Username, StringComparer.Ordinal))
            await members.Put(owner, IdOf(place), person.Username, RoomRole.Moderator, customRole: null);
        if (place.Role is var (_, holders) && holders.Contains(person.Username, StringComparer.Ordinal))
            await members.Put(owner, IdOf(place), person.Username, role: null, _roles[place]);
    }

    public Task Archive(Archives act) =>
        change.Update(people.IdOf(OwnerOf(act.Place)), IdOf(act.Place), new UpdateRoomRequest { Archived = true });

    public Task Invite(Invites act) =>
        invitations.Create(people.IdOf(act.By), IdOf(act.Place), new InvitationTerms(InvitationSeconds, InvitationUses));

    private CastMember OwnerOf(Place place) => cast.First(person => person.Is(place.Owner));
}
