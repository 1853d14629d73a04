using Parlor.Server.Accounts;
using Parlor.Server.Audit;
using Parlor.Server.Data;

namespace Parlor.Server.Rooms;

/// <summary>Changes how a room may be used, and who has a voice in it.</summary>
public sealed class ChangeChannel(Db db, RoomAccess access, People people, TimeProvider clock)
{
    /// <summary>Changes settings and details together; what is not named stays.</summary>
    /// <param name="userId">Who does it.</param>
    /// <param name="room">The room's id or name.</param>
    /// <param name="change">What is to change of the settings.</param>
    /// <param name="details">What is to change of the details.</param>
    /// <exception cref="Problem"><c>not_found</c>, <c>forbidden</c> or <c>invalid</c>, with the field.</exception>
    public Task Update(long userId, string? room, ChannelSettingsChange change, UpdateRoomRequest details)
    {
        var accessed = access.Require(userId, room, RoomPermission.ManageRoom);
        accessed.RequireInUse();
        if (change.ForwardTo is { Length: > 0 } other)
        {
            // Nobody sends people into a room that is not theirs as well.
            var target = access.Require(userId, other, RoomPermission.ManageRoom);
            change = change with { ForwardTo = target.Name };
        }

        var (by, now) = (people.Get(userId), Timestamp.Now(clock));
        return db.Write(transaction =>
        {
            var oldDetails = RoomStore.Details(transaction, accessed.Id);
            var newDetails = details.Apply(oldDetails, now).Check();
            var before = ChannelStore.Settings(transaction, accessed.Id);
            var after = before.With(change);
            if (after != before)
            {
                ChannelStore.Update(transaction, accessed.Id, after);
                AuditLog.Record(transaction, new AuditEntry(AuditAction.RoomChanged, userId, now)
                {
                    RoomId = accessed.Id,
                    Changes = [AuditChange.Of("options", before.Said(), after.Said())],
                });
            }

            if (newDetails != oldDetails)
            {
                RoomStore.Update(transaction, new RoomUpdated
                {
                    RoomId = accessed.Id,
                    At = now,
                    ActorId = userId,
                    By = by,
                    Details = newDetails,
                    Before = oldDetails,
                    Settings = (before, after),
                });
            }
            else if (after != before)
            {
                transaction.Publish(new ChannelSettingsChanged(accessed.Id, by, now, before, after));
            }
        });
    }

    /// <summary>Gives a member a voice, or takes it: with one they post where only announcements are, whatever their role.</summary>
    /// <exception cref="Problem"><c>not_found</c> (room, person, or they are not a member) or <c>forbidden</c>.</exception>
    public Task GiveVoice(long userId, string? room, string? person, bool isVoiced)
    {
        // Nobody gives what they do not have; and a voice is for those to take who may take the word from somebody.
        access.Require(userId, room, RoomPermission.PostAnnouncements);
        var accessed = access.Require(userId, room, RoomPermission.Timeout);
        var (by, subject, now) = (people.Get(userId), people.Require(person), Timestamp.Now(clock));
        var subjectId = Ids.Parse(subject.Id);
        return db.Write(transaction =>
        {
            if (!JoinRoom.IsMember(transaction, accessed.Id, subjectId))
                throw Problem.NotFound("That person is not a member.");
            if (!ChannelStore.SetVoice(transaction, accessed.Id, subjectId, isVoiced))
                return;
            AuditLog.Record(transaction, new AuditEntry(AuditAction.RoleGiven, userId, now)
            {
                RoomId = accessed.Id,
                SubjectId = subjectId,
                Changes = [AuditChange.Of("voice", Said(!isVoiced), Said(isVoiced))],
            });
            transaction.Publish(new VoiceChanged(accessed.Id, by, now, subject, isVoiced));
        });
    }

    private static string Said(bool isVoiced) => isVoiced ? "true" : "false";
}
