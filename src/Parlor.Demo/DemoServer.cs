using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parlor.Demo.Staging;
using Parlor.Demo.Story;
using Parlor.Server;

namespace Parlor.Demo;

/// <summary>What was made, for whoever wants to look at it.</summary>
/// <param name="Usernames">Everybody's; the first is the owner of the server.</param>
/// <param name="Rooms">Rooms, groups and direct conversations.</param>
/// <param name="Messages">Messages in them.</param>
/// <param name="Since">When the first people came.</param>
/// <param name="Took">How long it took to make.</param>
public sealed record DemoReport(IReadOnlyList<string> Usernames, int Rooms, int Messages, DateTimeOffset Since, TimeSpan Took);

/// <summary>Makes a small company in a fresh server: people, rooms, and months of talk.</summary>
public static class DemoServer
{
    /// <summary>Fills the server that the settings describe. It cannot be reached meanwhile, and is stopped afterwards.</summary>
    /// <exception cref="DemoException">Somebody is there already, and nothing was touched; or an option makes no sense.</exception>
    /// <exception cref="SettingException">The data folder or the database cannot be used.</exception>
    public static async Task<DemoReport> Fill(Settings settings, IConfiguration configuration, DemoOptions options)
    {
        options.Check();
        try
        {
            await FreshServer.Require(settings);
        }
        catch (Exception refused) when (refused is NpgsqlException or ArgumentException)
        {
            throw new SettingException($"Setting Postgres: the database cannot be used: {refused.Message}");
        }

        var watch = Stopwatch.StartNew();
        var story = Storyteller.Tell(options);
        var since = story.Acts[0].At;
        var clock = new PastClock(since);
        // Everybody may sign up while the company is made, and nobody is too fast: the history is not bound by what is set for now.
        var permissive = settings with { SignUp = "open", Limits = new LimitSettings { PostsPerSecond = int.MaxValue, PostBurst = int.MaxValue } };
        await using var server = ParlorServer.Build(permissive, configuration, clock);
        var people = ActivatorUtilities.CreateInstance<PeopleOnStage>(server.Services, options);
        var rooms = ActivatorUtilities.CreateInstance<RoomsOnStage>(server.Services, people, story.Cast);
        var talk = ActivatorUtilities.CreateInstance<TalkOnStage>(server.Services, people, rooms);
        await new Stage(clock, people, rooms, talk).Perform(story.Acts);
        return new DemoReport([.. story.Cast.Select(person => person.Username)], rooms.Count, talk.Count, since, watch.Elapsed);
    }
}
