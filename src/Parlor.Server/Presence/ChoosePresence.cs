using System.Text.Json;
using Parlor.Server.Data;
using Parlor.Server.Realtime;

namespace Parlor.Server.Presence;

/// <summary>Changes what a person decides about their own presence.</summary>
public sealed class ChoosePresence(Db db, PresenceStore store)
{
    public PresenceChoice Chosen(long userId) => store.Read(userId).Choice;

    /// <summary>Changes what is given; null leaves it. The person's connections are told, and those who look at them.</summary>
    public Task<PresenceChoice> Execute(long userId, PresenceMode? mode, bool? showLastSeen) => db.Write(transaction =>
    {
        var before = PresenceStore.Choice(transaction, userId);
        var choice = new PresenceChoice(mode ?? before.Mode, showLastSeen ?? before.ShowLastSeen);
        if (choice != before)
        {
            PresenceStore.Choose(transaction, userId, choice);
            transaction.Publish(new PresenceChosen(userId, choice));
        }

        return choice;
    });
}

/// <summary>A person has decided what to be seen as; told to their own connections.</summary>
public sealed class PresenceChosen(long userId, PresenceChoice choice) : OutgoingEvent
{
    public long UserId { get; } = userId;

    public PresenceChoice Choice { get; } = choice;

    public override string Type => "presence_chosen";

    internal override void DeliverTo(LiveConnections connections) => connections.ToUser(UserId, this);

    protected override byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(Choice, PresenceJson.Wire.PresenceChoice);
}
