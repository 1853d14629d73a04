using FsCheck;
using FsCheck.Fluent;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Delivery;

/// <summary>
/// Random people do random things at the same time, and lose their connections while they do. Whatever they did: the state that a
/// client built from events is the state fetched afresh, and both are what a model says of who is where and what was said.
/// </summary>
public sealed class StateTests : IAsyncLifetime
{
    private const int People = 3;
    private const int Rooms = 2;
    private const int Cases = 25;

    private TestServer _server = null!;
    private Someone[] _people = null!;
    private int _lastRoom;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(settings: [("Limits:PostsPerSecond", "1000000"), ("Limits:PostBurst", "1000000")]);
        _people = await Task.WhenAll(Enumerable.Range(0, People).Select(i => _server.SignUp($"person-{i}")));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void State_built_from_events_is_the_state_fetched_afresh() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(60), Prop.ForAll(Steps(), Run));

    /// <summary>FsCheck takes steps away from a list that fails, until it is as short as it gets.</summary>
    private static Arbitrary<Step[]> Steps()
    {
        var deeds = Gen.Frequency(
            (8, Gen.Constant(Deed.Send)),
            (2, Gen.Constant(Deed.SendAgain)),
            (2, Gen.Constant(Deed.SendAndLoseConnection)),
            (3, Gen.Constant(Deed.Edit)),
            (2, Gen.Constant(Deed.Delete)),
            (4, Gen.Constant(Deed.React)),
            (2, Gen.Constant(Deed.TakeBackReaction)),
            (4, Gen.Constant(Deed.Join)),
            (2, Gen.Constant(Deed.Leave)),
            (2, Gen.Constant(Deed.LoseConnection)),
            (2, Gen.Constant(Deed.LoseOtherConnection)));
        var step = from person in Gen.Choose(0, People - 1)
                   from room in Gen.Choose(0, Rooms - 1)
                   from deed in deeds
                   select new Step(person, room, deed);
        return Arb.Array(Arb.From(step));
    }

    private async Task Run(Step[] steps)
    {
        var rooms = new string[Rooms];
        for (var i = 0; i < Rooms; i++)
        {
            var created = await _people[0].Post("/api/v1/rooms", new { name = $"room-{++_lastRoom}", visibility = "public" });
            rooms[i] = created.GetProperty("room").Text("id")!;
        }

        var actors = _people.Select((person, i) => new Actor(_server.Address, person, rooms, isOwner: i == 0)).ToArray();
        try
        {
            await Task.WhenAll(actors.Select(actor => actor.Connect()));
            // Each does their own steps one after the other, and all of them do so at the same time.
            await Task.WhenAll(actors.Select((actor, i) => actor.Do(steps.Where(step => step.Person == i))));
            foreach (var room in rooms)
                await CheckRoom(room, actors);
        }
        finally
        {
            foreach (var actor in actors)
                await actor.DisposeAsync();
        }
    }

    private static async Task CheckRoom(string room, Actor[] actors)
    {
        var members = actors.Where(actor => actor.IsIn(room)).ToArray();
        if (members.Length == 0)
            return;

        var stored = await StoredRoom.Fetch(members[0].Person, room);
        stored.HoldsTogether();
        Assert.Equal(members.Select(actor => actor.Person.Username).Order(StringComparer.Ordinal), stored.Members);
        Assert.Equal(actors.Sum(actor => actor.SentIn(room)), stored.Messages.Count);
        foreach (var actor in actors)
            actor.CheckSent(room, stored.Messages);
        foreach (var actor in members)
            await actor.CheckCopies(room, (await StoredRoom.Fetch(actor.Person, room)).Log);
    }
}

/// <summary>Something that a person does in a room.</summary>
internal enum Deed
{
    Send,
    SendAgain,
    SendAndLoseConnection,
    Edit,
    Delete,
    React,
    TakeBackReaction,
    Join,
    Leave,
    LoseConnection,
    LoseOtherConnection,
}

internal sealed record Step(int Person, int Room, Deed Deed);
