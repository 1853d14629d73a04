namespace Parlor.Demo.Story;

/// <summary>Something that somebody at the company does, at a time.</summary>
internal abstract record Act(DateTimeOffset At);

/// <summary>Somebody gets an account, with face and profile.</summary>
internal sealed record Arrives(DateTimeOffset At, CastMember Person) : Act(At);

/// <summary>A room is made, or a conversation begun.</summary>
internal sealed record Opens(DateTimeOffset At, Place Place) : Act(At);

/// <summary>Somebody is added to a room, or walks in where everyone may.</summary>
internal sealed record Joins(DateTimeOffset At, Place Place, CastMember Person) : Act(At);

/// <summary>Nothing is written in a room any more.</summary>
internal sealed record Archives(DateTimeOffset At, Place Place) : Act(At);

/// <summary>Somebody posts a message.</summary>
internal sealed record Says(DateTimeOffset At, Place Place, CastMember By, string Text, Says? ReplyTo) : Act(At)
{
    /// <summary>Two people may say the same at once, and it is not the same message.</summary>
    public bool Equals(Says? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>Somebody puts an emoji under a message.</summary>
internal sealed record Reacts(DateTimeOffset At, Says Message, CastMember By, string Emoji) : Act(At);

/// <summary>Somebody puts what they said in other words.</summary>
internal sealed record Edits(DateTimeOffset At, Says Message, string Text) : Act(At);

/// <summary>Somebody takes back what they said.</summary>
internal sealed record Deletes(DateTimeOffset At, Says Message) : Act(At);

/// <summary>Somebody asks another to be friends, who accepts or lets it wait.</summary>
internal sealed record Befriends(DateTimeOffset At, CastMember By, CastMember Other, bool IsAccepted) : Act(At);

/// <summary>Somebody makes a link into a room.</summary>
internal sealed record Invites(DateTimeOffset At, Place Place, CastMember By) : Act(At);

/// <summary>Somebody has read what was said in a room until a time.</summary>
internal sealed record Reads(DateTimeOffset At, Place Place, CastMember By, DateTimeOffset Until) : Act(At);
