using System.Text;
using Parlor.SocketIO.Tests.Support;

namespace Parlor.SocketIO.Tests.Adapters;

/// <summary>What every adapter does. A test class for one inherits these facts and says how it is made.</summary>
public abstract class AdapterSpecification
{
    private readonly EncodedPacket _packet = EncodedPacket.FromText("42"u8, """["x"]"""u8);

    /// <summary>A fresh adapter.</summary>
    protected abstract IAdapter Create();

    [Fact]
    public void A_broadcast_to_everyone_reaches_every_member_once()
    {
        IAdapter adapter = Create();
        TestMember[] members = [Add(adapter, "a"), Add(adapter, "b", "red"), Add(adapter, "c", "red", "blue")];
        adapter.Broadcast(_packet, BroadcastTarget.Everyone);
        Assert.All(members, member => Assert.Same(_packet, Assert.Single(member.Delivered)));
    }

    [Theory]
    [InlineData("red", "", "b c")]
    [InlineData("blue", "", "c")]
    [InlineData("red blue", "", "b c")]
    [InlineData("a", "", "a")]
    [InlineData("a red", "", "a b c")]
    [InlineData("", "red", "a")]
    [InlineData("", "a", "b c")]
    [InlineData("red", "c", "b")]
    [InlineData("red", "blue", "b")]
    [InlineData("red", "red", "")]
    [InlineData("red", "nobody", "b c")]
    [InlineData("nobody", "", "")]
    [InlineData("blue a", "b c", "a")]
    public void A_target_names_rooms_and_ids_to_reach_and_to_leave_out(string rooms, string except, string reached)
    {
        IAdapter adapter = Create();
        TestMember[] members = [Add(adapter, "a"), Add(adapter, "b", "red"), Add(adapter, "c", "red", "blue")];
        var target = new BroadcastTarget(Words(rooms), Words(except));

        adapter.Broadcast(_packet, target);

        Assert.Equal(reached, Ids(members.Where(member => member.Delivered.Count == 1)));
        Assert.Equal(reached, Ids(adapter.Find(target)));
        Assert.DoesNotContain(members, member => member.Delivered.Count > 1);
    }

    [Fact]
    public void A_room_that_bears_a_members_id_holds_that_member_too()
    {
        IAdapter adapter = Create();
        Add(adapter, "a");
        Add(adapter, "b", "a");
        Assert.Equal("a b", Ids(adapter.Find(new BroadcastTarget(["a"], []))));
    }

    [Fact]
    public void A_member_that_left_a_room_is_not_in_it()
    {
        IAdapter adapter = Create();
        TestMember member = Add(adapter, "a", "red", "blue");
        adapter.Leave(member, "red");
        adapter.Leave(member, "never joined");
        Assert.Empty(adapter.Find(new BroadcastTarget(["red"], [])));
        Assert.Equal("blue", string.Join(' ', adapter.RoomsOf(member)));
    }

    [Fact]
    public void A_removed_member_is_nowhere()
    {
        IAdapter adapter = Create();
        TestMember member = Add(adapter, "a", "red");
        adapter.Remove(member);
        adapter.Remove(member);
        Assert.Empty(adapter.Find(BroadcastTarget.Everyone));
        Assert.Empty(adapter.Find(new BroadcastTarget(["red", "a"], [])));
        Assert.Empty(adapter.RoomsOf(member));
    }

    [Fact]
    public void Joining_twice_is_joining_once()
    {
        IAdapter adapter = Create();
        TestMember member = Add(adapter, "a", "red", "red");
        Assert.Single(adapter.RoomsOf(member));
        adapter.Leave(member, "red");
        Assert.Empty(adapter.Find(new BroadcastTarget(["red"], [])));
    }

    [Fact]
    public void A_member_may_join_before_it_is_added()
    {
        IAdapter adapter = Create();
        var member = new TestMember("a", adapter);
        adapter.Join(member, "red");
        Assert.Equal("a", Ids(adapter.Find(new BroadcastTarget(["red"], []))));
        Assert.Empty(adapter.Find(BroadcastTarget.Everyone));
        adapter.Remove(member);
        Assert.Empty(adapter.Find(new BroadcastTarget(["red"], [])));
    }

    [Fact]
    public void Flags_are_handed_on()
    {
        IAdapter adapter = Create();
        TestMember member = Add(adapter, "a");
        adapter.Broadcast(_packet, BroadcastTarget.Everyone with { Flags = BroadcastFlags.Volatile });
        Assert.Equal(BroadcastFlags.Volatile, member.LastFlags);
    }

    [Fact]
    public async Task Joining_and_leaving_during_broadcasts_disturbs_neither()
    {
        IAdapter adapter = Create();
        TestMember stays = Add(adapter, "stays", "red");
        Task churn = Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                TestMember passing = Add(adapter, "m" + i, "red");
                if (i % 2 == 0)
                    adapter.Leave(passing, "red");
                adapter.Remove(passing);
            }
        });
        var target = new BroadcastTarget(["red"], []);
        int sent = 0;
        do
        {
            adapter.Broadcast(_packet, target);
            sent++;
        }
        while (!churn.IsCompleted);
        await churn;
        Assert.Equal(sent, stays.Delivered.Count);
        Assert.Equal("stays", Ids(adapter.Find(target)));
    }

    [Fact]
    public void Those_whom_a_target_names_are_asked_with_one_number_and_expected_to_answer()
    {
        IAdapter adapter = Create();
        TestMember asked = Add(adapter, "a", "red"), too = Add(adapter, "b", "red"), not = Add(adapter, "c");
        var collector = new TestCollector();

        adapter.BroadcastWithAck(_packet, new BroadcastTarget(["red"], []), collector);

        Assert.Equal(2, collector.Expected);
        Assert.Empty(not.Asked);
        (EncodedPacket packet, int id, IAcknowledgementCollector given) = Assert.Single(asked.Asked);
        Assert.Equal((packet, id), (Assert.Single(too.Asked).Packet, too.Asked.Single().AckId));
        Assert.Same(collector, given);
        Assert.Equal($"""42{id}["x"]""", Encoding.UTF8.GetString(packet.Text.Span));
    }

    [Fact]
    public void Nobody_is_expected_to_answer_when_nobody_is_asked()
    {
        var collector = new TestCollector();
        Create().BroadcastWithAck(_packet, BroadcastTarget.Everyone, collector);
        Assert.Equal(0, collector.Expected);
    }

    [Fact]
    public async Task The_sockets_that_a_target_names_can_be_fetched()
    {
        IAdapter adapter = Create();
        Add(adapter, "a", "red");
        Add(adapter, "b", "red", "blue");
        Add(adapter, "c");
        IReadOnlyList<SocketSnapshot> found = await adapter.FetchSockets(new BroadcastTarget(["red"], []), CancellationToken.None);
        Assert.Equal(["a", "b"], found.Select(socket => socket.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["b", "blue", "red"], found.Single(socket => socket.Id is "b").Rooms.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_sockets_that_a_target_names_can_be_moved_and_disconnected()
    {
        IAdapter adapter = Create();
        TestMember[] members = [Add(adapter, "a", "red"), Add(adapter, "b", "red"), Add(adapter, "c")];
        adapter.SocketsJoin(new BroadcastTarget(["red"], ["b"]), ["green", "blue"]);
        adapter.SocketsLeave(new BroadcastTarget(["b", "c"], []), ["red"]);
        adapter.DisconnectSockets(new BroadcastTarget(["green"], []), close: true);
        Assert.Equal(["blue green red", "", ""], members.Select(member => string.Join(' ', adapter.RoomsOf(member).Order(StringComparer.Ordinal))));
        Assert.Equal([true, null, null], members.Select(member => member.Closed));
    }

    [Fact]
    public async Task A_session_that_was_never_kept_cannot_be_restored() =>
        Assert.Null(await Create().RestoreSession("unknown", offset: null));

    private static TestMember Add(IAdapter adapter, string id, params string[] rooms)
    {
        var member = new TestMember(id, adapter);
        adapter.Add(member);
        foreach (string room in rooms)
            adapter.Join(member, room);
        return member;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Ids(IEnumerable<IRoomMember> members) =>
        string.Join(' ', members.Select(member => member.Id).Order(StringComparer.Ordinal));
}

public sealed class InMemoryAdapterTests : AdapterSpecification
{
    protected override IAdapter Create() => new InMemoryAdapter();
}
