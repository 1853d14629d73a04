using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Rooms;

namespace Parlor.Server.Invitations;

/// <summary>Shows whoever has a link what it leads to, and lets them in: with an account, or with the sign-up that makes one.</summary>
public sealed class AcceptInvitation(Db db, InvitationStore invitations, RoomAccess access, RoomStore rooms, People people, TimeProvider clock)
    : ISignUpInvitations
{
    /// <summary>The id of no account: a room is read as somebody sees it, and this somebody is in none.</summary>
    private const long Nobody = 0;

    /// <summary>What the invitation is to. A member of that room sees it also when it does not count any more.</summary>
    /// <param name="userId">Who asks; null for somebody without an account.</param>
    /// <param name="code">The code of the link.</param>
    /// <exception cref="Problem"><c>not_found</c>: there is none, or it has ended. <c>forbidden</c>: they are banned from the room.</exception>
    public async Task<InvitedTo> Preview(long? userId, string code)
    {
        var stored = await invitations.Find(Checked("code", code)) ?? throw Unknown();
        var joined = userId is { } id && access.IsMember(id, stored.RoomId);
        if (!joined)
            RequireCounting(stored);
        if (userId is { } asking)
            access.RequireNotBanned(asking, stored.RoomId);
        var room = await rooms.Get(userId ?? Nobody, stored.RoomId);
        return new InvitedTo(
            new InvitedRoom(room.Id, room.Name, room.Title, room.Topic, room.Visibility, room.MemberCount, joined),
            people.Get(stored.CreatedBy),
            stored.ExpiresAt is { } at ? new Timestamp(at) : null);
    }

    /// <summary>Makes the person a member of the room. Whoever is one already gets the room, and the invitation is not used.</summary>
    /// <exception cref="Problem"><c>not_found</c>: there is no such invitation, or it has ended.</exception>
    public async Task<Room> Execute(long userId, string? code)
    {
        var wanted = Checked("code", Input.Required("code", code));
        var person = people.Get(userId);
        var roomId = await db.Write(transaction =>
        {
            var stored = InvitationStore.Find(transaction, wanted) ?? throw Unknown();
            if (!JoinRoom.IsMember(transaction, stored.RoomId, userId))
            {
                RequireCounting(stored);
                Admit(transaction, stored, person);
            }

            return stored.RoomId;
        });
        return await rooms.Get(userId, roomId);
    }

    /// <inheritdoc/>
    public void Require(WriteTransaction transaction, string code)
    {
        var now = Timestamp.Now(clock);
        var typed = Checked("invite", code);
        var counts = InvitationStore.Find(transaction, typed) is { } room
            ? room.EndAt(now) is null
            : ServerInvitationStore.Find(transaction, typed) is { } server && server.EndAt(now) is null;
        if (!counts)
            throw Problem.Invalid("invite", "This invitation does not count any more.");
    }

    /// <inheritdoc/>
    public void Accept(WriteTransaction transaction, string code, Person newcomer)
    {
        if (InvitationStore.Find(transaction, code) is { } room)
            Admit(transaction, room, newcomer);
        else
            ServerInvitationStore.CountUse(transaction, (ServerInvitationStore.Find(transaction, code) ?? throw Unknown()).Id);
    }

    private void Admit(WriteTransaction transaction, StoredInvitation stored, Person person)
    {
        var now = Timestamp.Now(clock);
        JoinRoom.Admit(transaction, stored.RoomId, person, now);
        InvitationStore.CountUse(transaction, stored.Code, Ids.Parse(person.Id), now);
    }

    private void RequireCounting(StoredInvitation stored)
    {
        if (stored.EndAt(Timestamp.Now(clock)) is { } end)
            throw Problem.NotFound(Text(end));
    }

    private static string Checked(string field, string code) => Input.Text(field, code, Invitation.LongestCode);

    private static Problem Unknown() => Problem.NotFound("There is no such invitation.");

    private static string Text(InvitationEnd end) => end switch
    {
        InvitationEnd.Expired => "This invitation has expired.",
        InvitationEnd.UsedUp => "This invitation has been used as often as it may be.",
        _ => "This invitation was taken back.",
    };
}
