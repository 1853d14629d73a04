using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Presence;
using Parlor.Server.Rooms;

namespace Parlor.Server.Terminal.Lines;

/// <summary>Commands about people, oneself included.</summary>
internal sealed class PeopleCommands(
    RoomAccess access, MembershipStore members, WatchPresence presence, People people, Profiles profiles, ChangeProfile change, GuestEntrance guests)
    : ILineCommands
{
    /// <summary>Members that are listed; there may be more.</summary>
    private const int MostListed = 100;

    public IEnumerable<LineCommand> All =>
    [
        new("who", "[ROOM]", "who is in the room", Who),
        new("whois", "USER", "what is known of somebody", WhoIs),
        new("nick", "NAME", "be called something else", Nick),
        new("away", "TEXT", "say that you are away", Away),
        new("back", "", "say that you are not", Back),
    ];

    private async Task Who(LineSession session, Arguments arguments)
    {
        var (room, _) = access.RequireStanding(session.UserId, Ids.Text(session.Find(arguments.TryWord() ?? session.RequireCurrent()).Id));
        var page = await members.Page(room.Id, "", "", MostListed);
        foreach (var member in page)
        {
            var seen = await presence.Once(session.UserId, member.User.Id);
            session.Terminal.Say($"  {Called(member.User)}, {member.CustomRole?.Name ?? Wire.Text(member.Role)}, {Wire.Text(seen.State)}{Status(member.User)}");
        }

        if (page.Count == MostListed)
            session.Terminal.Say("  … and perhaps others.");
    }

    private async Task WhoIs(LineSession session, Arguments arguments)
    {
        var person = people.Require(arguments.Word().TrimStart('@'));
        // First, for it knows whom guests of the server may know.
        var seen = await presence.Once(session.UserId, person.Id);
        var profile = await profiles.Get(Ids.Parse(person.Id));
        session.Terminal.Say($"{Called(person)}, {Wire.Text(profile.Role)} of this server, {Wire.Text(seen.State)}{Status(person)}");
        foreach (var said in (string?[])[profile.Pronouns, profile.TimeZone, .. profile.About?.Split('\n') ?? []])
        {
            if (!string.IsNullOrWhiteSpace(said))
                session.Terminal.Say("  " + said);
        }
    }

    private async Task Nick(LineSession session, Arguments arguments)
    {
        if (session.IsGuest)
            await guests.Rename(session.UserId, arguments.Text());
        else
            await change.Execute(session.UserId, new ProfileChange { DisplayName = arguments.Text() });
        session.Terminal.Say($"You are called {people.Get(session.UserId).DisplayName} now.");
    }

    private Task Away(LineSession session, Arguments arguments) =>
        change.Execute(session.UserId, new ProfileChange { Status = new Status(null, arguments.Text(), null) });

    private Task Back(LineSession session, Arguments arguments) =>
        change.Execute(session.UserId, new ProfileChange { Status = new Status(null, null, null) });

    private static string Called(Person person) =>
        string.Equals(person.Username, person.DisplayName, StringComparison.Ordinal) ? person.Username : $"{person.DisplayName} (@{person.Username})";

    private static string Status(Person person) => person.Status is { } status ? $": {status.Emoji} {status.Text}".Replace(":  ", ": ", StringComparison.Ordinal) : "";
}
