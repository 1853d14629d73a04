using System.Collections.Concurrent;
using System.Text.Json;
using Parlor.Server.Tests.Support;

namespace Parlor.Server.Tests.Delivery;

/// <summary>The server is killed with SIGKILL while people talk, again and again; what it has acknowledged must outlive it.</summary>
public sealed class KillTests
{
    private const int Talkers = 4;
    private const int Kills = 4;

    /// <summary>Messages of one talker on their way at the same time, so that every kill meets commits that are under way.</summary>
    private const int InFlight = 8;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 20260301)]
    [InlineData(DatabaseKind.Postgres, 20260302)]
    public async Task Every_acknowledged_message_outlives_kills_exactly_once_and_everyone_has_the_same_log(DatabaseKind database, int seed)
    {
        var random = new Random(seed);
        await using var server = await ServerProgram.Create(database);
        var people = await Task.WhenAll(Enumerable.Range(0, Talkers).Select(i => server.SignUp($"talker-{i}")));
        var created = await people[0].Post("/api/v1/rooms", new { name = "lobby", visibility = "public" });
        var room = created.GetProperty("room").Text("id")!;

        var talkers = people.Select(person => new Talker(new Follower(server.Address, person), room)).ToArray();
        await Task.WhenAll(talkers.Select(talker => talker.Join()));

        for (var kill = 0; kill < Kills; kill++)
        {
            // The moment is drawn in acknowledgements, not in time: it falls into the thick of the talk on a slow machine, too.
            var left = random.Next(30, 400);
            void OnAcknowledged()
            {
                if (Interlocked.Decrement(ref left) == 0)
                    server.Kill();
            }

            await Task.WhenAll(talkers.Select(talker => talker.TalkUntilLost(InFlight, OnAcknowledged)));
            await server.Ended();
            await server.Start();
            await Task.WhenAll(talkers.Select(talker => talker.ComeBack()));
        }

        var stored = await StoredRoom.Fetch(people[0], room);
        stored.HoldsTogether();
        foreach (var talker in talkers)
        {
            talker.CheckSent(stored.Messages);
            var copy = await talker.Follower.Reached(room, stored.Log.Count);
            StoredRoom.Same(stored.Log, copy.Log);
            await talker.Follower.DisposeAsync();
        }
    }

    /// <summary>Someone who sends again, under the same client id, whatever was not acknowledged.</summary>
    private sealed class Talker(Follower follower, string room)
    {
        private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
        private int _lastId;

        public Follower Follower => follower;

        public async Task Join()
        {
            await follower.Connect();
            var answer = await follower.Emit("join_room", new { room });
            Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
        }

        public Task TalkUntilLost(int inFlight, Action onAcknowledged) => Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            try
            {
                while (true)
                {
                    var clientId = $"{follower.Person.Username}-{Interlocked.Increment(ref _lastId)}";
                    _texts[clientId] = $"{clientId} says: ¿qué tal? 🎈";
                    await Send(clientId);
                    onAcknowledged();
                }
            }
            catch (ConnectionLostException)
            {
                // The server is dead; what was not acknowledged is sent again when it is back.
            }
        }));

        public async Task ComeBack()
        {
            await follower.Connect();
            await Task.WhenAll(_texts.Keys.Where(clientId => !_acknowledged.ContainsKey(clientId)).Select(Send));
            // One that was acknowledged before the kill gets the same answer after it.
            await Send(_acknowledged.Keys.Min(StringComparer.Ordinal)!);
        }

        public void CheckSent(IReadOnlyList<JsonElement> messages)
        {
            var mine = messages.Where(message => message.GetProperty("author").GetProperty("id").ValueEquals(follower.Person.Id)).ToArray();
            // ToDictionary fails on a client id that is stored twice.
            var stored = mine.ToDictionary(message => message.Text("clientId")!, StringComparer.Ordinal);
            Assert.Equal(_texts.Keys.Order(StringComparer.Ordinal), stored.Keys.Order(StringComparer.Ordinal));
            foreach (var (clientId, message) in stored)
            {
                Assert.Equal(_texts[clientId], message.Text("text"));
                Assert.Equal(_acknowledged[clientId], message.Number("seq"));
            }
        }

        private async Task Send(string clientId)
        {
            var answer = await follower.Emit("send_message", new { room, clientId, text = _texts[clientId] });
            Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
            var message = answer.GetProperty("message");
            Assert.Equal(clientId, message.Text("clientId"));
            Assert.Equal(_texts[clientId], message.Text("text"));
            var seq = message.Number("seq");
            Assert.Equal(seq, _acknowledged.GetOrAdd(clientId, seq));
        }
    }
}
