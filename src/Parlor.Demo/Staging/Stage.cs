using Parlor.Demo.Story;

namespace Parlor.Demo.Staging;

/// <summary>
/// Has a server do what the story tells, one act after the other, each at its time. Everything goes through the use cases that people's
/// clients call, so the rules hold, rooms' logs have no gaps, and nothing here knows a table.
/// </summary>
internal sealed class Stage(PastClock clock, PeopleOnStage people, RoomsOnStage rooms, TalkOnStage talk)
{
    public async Task Perform(IEnumerable<Act> acts)
    {
        try
        {
            foreach (var act in acts)
            {
                clock.MoveTo(act.At);
                await Perform(act);
            }

            await talk.Finish();
        }
        catch
        {
            // The server is closed next, and must not be while it still stores.
            await talk.Abandon();
            throw;
        }
    }

    private Task Perform(Act act) => act switch
    {
        Says says => talk.Say(says),
        Reacts reacts => talk.React(reacts),
        Edits edits => talk.Edit(edits),
        Deletes deletes => talk.Delete(deletes),
        Reads reads => talk.Read(reads),
        Joins joins => rooms.Join(joins),
        Opens opens => rooms.Open(opens),
        Archives archives => rooms.Archive(archives),
        Invites invites => rooms.Invite(invites),
        Arrives arrives => people.Arrive(arrives),
        Befriends befriends => people.Befriend(befriends),
        _ => throw new InvalidOperationException($"Nobody knows how to perform {act.GetType().Name}."),
    };
}
