using Parlor.Demo.Drawing;
using Parlor.Demo.Story;
using Parlor.Server;
using Parlor.Server.Accounts;
using Parlor.Server.Data;
using Parlor.Server.Friends;
using Parlor.Server.Pictures;

namespace Parlor.Demo.Staging;

/// <summary>Accounts, profiles and friendships.</summary>
internal sealed class PeopleOnStage(
    AccountManager accounts, ChangeProfile profiles, ChangeAvatar avatars, ManageFriends friends, TimeProvider clock, DemoOptions options)
{
    private readonly Dictionary<CastMember, long> _ids = [];

    /// <summary>Hashing costs time on purpose. All have the same password, so one hash does for all.</summary>
    private string? _hash;

    public long IdOf(CastMember person) => _ids[person];

    public async Task Arrive(Arrives act)
    {
        var person = act.Person;
        var user = new User
        {
            Id = Ids.Next(clock),
            Username = person.Username,
            DisplayName = person.DisplayName,
            Email = $"{person.Username}@saltmarsh.example",
            CreatedAt = clock.GetUtcNow(),
            PasswordHash = _hash,
        };
        try
        {
            await (_hash is null ? accounts.CreateAsync(user, options.Password) : accounts.CreateAsync(user));
        }
        catch (Problem refused) when (refused.Field is "password")
        {
            throw new DemoException($"--password: {refused.Message}");
        }

        _hash = user.PasswordHash;
        _ids.Add(person, user.Id);
        await profiles.Execute(user.Id, new ProfileChange
        {
            About = person.Job,
            Pronouns = person.Pronouns,
            TimeZone = person.TimeZone,
            Status = person.Status?.Split(' ', 2) is [var emoji, var text] ? new Status(emoji, text, null) : null,
        });
        using var face = new MemoryStream(Portrait.Draw(person.Look, Dice.For(options.Seed, $"face {person.Username}")));
        await avatars.Execute(user.Id, await Picture.Read(face, CancellationToken.None));
    }

    public async Task Befriend(Befriends act)
    {
        await friends.Add(IdOf(act.By), act.Other.Username);
        if (act.IsAccepted)
            await friends.Add(IdOf(act.Other), act.By.Username);
    }
}
